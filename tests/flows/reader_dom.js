/* As much of a browser's page as the archive's reader uses; what it shows is plain text. */
var byId = {};
function Element(tag) {
  this.tag = tag; this.children = []; this.text = ""; this.attributes = {}; this.on = {};
  this.className = ""; this.value = "";
}
Element.prototype = {
  get textContent() {
    return this.text + this.children.map(function (c) { return c.textContent; }).join("\n");
  },
  set textContent(text) { this.children = []; this.text = text; },
  get innerHTML() { throw new Error("markup from data"); },
  set innerHTML(text) { throw new Error("markup from data"); },
  get firstChild() { return this.children[0] || null; },
  appendChild: function (child) { this.children.push(child); return child; },
  removeChild: function (child) { this.children.splice(this.children.indexOf(child), 1); },
  setAttribute: function (name, value) { this.attributes[name] = value; },
  addEventListener: function (name, call) { this.on[name] = call; },
  focus: function () { document.focused = this; }
};
var document = {
  createElement: function (tag) { return new Element(tag); },
  getElementById: function (id) { return byId[id]; }
};
["title", "sentence", "label", "search", "found", "children", "page"].forEach(function (id) {
  byId[id] = new Element(id);
});
function type(text) { byId.search.value = text; byId.search.on.input(); }
function press(number) { byId.children.children[number].children[0].on.click(); }
function shown(id) { return byId[id].textContent; }
