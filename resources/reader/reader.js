/* The reader of a twenty-year archive. Plain ES5, no library, nothing fetched; every word from the
   data is put in as text, never as markup. */
(function () {
  "use strict";
  var about = read("about");
  var words = about.words;
  var shown = 200;
  var hidden = ["visit_id", "child_id", "moment_id", "step_id", "idea_id", "agreed_visit_id",
    "agreed_id"];

  function read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function make(tag, text, kind) {
    var element = document.createElement(tag);
    if (text !== undefined && text !== null) {
      element.textContent = String(text);
      element.setAttribute("dir", "auto");
    }
    if (kind) {
      element.className = kind;
    }
    return element;
  }

  function plain(text) {
    var folded = text.toLowerCase();
    return folded.normalize ? folded.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : folded;
  }

  function empty(element) {
    while (element.firstChild) {
      element.removeChild(element.firstChild);
    }
  }

  function said(value, column) {
    var label = column.labels && column.labels[value];
    return label === undefined ? value : label;
  }

  function facts(table, row, skip) {
    var list = make("dl");
    about.tables[table].forEach(function (column, n) {
      var value = row[n];
      if (value === null || value === "" || skip.indexOf(column.name) >= 0) {
        return;
      }
      list.appendChild(make("dt", column.title));
      list.appendChild(make("dd", said(value, column)));
    });
    return list;
  }

  function at(table, name) {
    return about.tables[table].map(function (column) { return column.name; }).indexOf(name);
  }

  function cell(table, row, name) {
    var column = about.tables[table][at(table, name)];
    var value = row[at(table, name)];
    return value === null ? "" : said(value, column);
  }

  function answersOf(child, number) {
    var part = make("div");
    var domain = null;
    var table = null;
    child.answers.forEach(function (row) {
      if (row[0] !== number) {
        return;
      }
      var item = about.items[row[1]];
      if (item.domain !== domain || table === null) {
        domain = item.domain;
        part.appendChild(make("h4", domain));
        table = part.appendChild(make("table")).appendChild(make("tbody"));
      }
      table.appendChild(answerRow(row, item));
    });
    return part;
  }

  function answerRow(row, item) {
    var line = make("tr");
    var answer = make("td", about.codes[row[2]]);
    [row[3], row[4], row[5], row[6], row[7]].forEach(function (more) {
      if (more !== null && more !== "") {
        answer.appendChild(make("p", about.more[more] || more, "more"));
      }
    });
    line.appendChild(make("td", item.text));
    line.appendChild(answer);
    return line;
  }

  function visitOf(child, row, number) {
    var part = make("details");
    var head = ["visit_on", "kind", "band", "state", "level"].map(function (name) {
      return cell("visits", row, name);
    });
    var id = row[at("visits", "visit_id")];
    part.appendChild(make("summary", head.filter(String).join(" · ")));
    part.appendChild(facts("visits", row, ["visit_on", "kind", "band", "state", "level"]));
    part.appendChild(answersOf(child, number));
    ["follow_ups", "moments", "ideas", "next_steps"].forEach(function (table) {
      rowsOf(child, table, function (each) { return each[at(table, "visit_id")] === id; }, part);
    });
    return part;
  }

  function rowsOf(child, table, wanted, part) {
    var rows = child[table].filter(wanted);
    if (rows.length) {
      part.appendChild(make("h4", words[table]));
    }
    rows.forEach(function (row) {
      part.appendChild(facts(table, row, hidden));
    });
  }

  function open(number) {
    var entry = about.children[number];
    var child = read("child-" + number);
    var page = document.getElementById("page");
    empty(page);
    var heading = make("h2", entry.name || words.nameless);
    heading.setAttribute("tabindex", "-1");
    page.appendChild(heading);
    child.children.forEach(function (row) {
      page.appendChild(facts("children", row, []));
    });
    page.appendChild(make("h3", words.visits));
    child.visits.forEach(function (row, n) {
      page.appendChild(visitOf(child, row, n));
    });
    ["caregivers", "referrals", "consents"].forEach(function (table) {
      rowsOf(child, table, function () { return true; }, page);
    });
    heading.focus();
  }

  function list(text) {
    var box = document.getElementById("children");
    var wanted = plain(text).split(/\s+/).filter(String);
    var found = 0;
    empty(box);
    about.children.forEach(function (entry, number) {
      var searched = plain([entry.name, entry.number, entry.born].join(" "));
      var fits = wanted.every(function (part) { return searched.indexOf(part) >= 0; });
      if (!fits) {
        return;
      }
      found += 1;
      if (found <= shown) {
        box.appendChild(button(entry, number));
      }
    });
    var told = found > shown ? words.more : words.found;
    document.getElementById("found").textContent = told.replace("{n}", found);
  }

  function button(entry, number) {
    var line = make("li");
    var press = line.appendChild(make("button"));
    press.appendChild(make("b", entry.name || words.nameless));
    press.appendChild(make("span", [entry.born, entry.number].filter(String).join(" · ")));
    press.addEventListener("click", function () { open(number); });
    return line;
  }

  function start() {
    document.getElementById("title").textContent = about.title;
    document.getElementById("sentence").textContent = about.sentences.join(" ");
    document.getElementById("label").textContent = words.search;
    document.getElementById("page").appendChild(make("p", words.choose));
    var field = document.getElementById("search");
    field.addEventListener("input", function () { list(field.value); });
    list("");
  }

  start();
}());
