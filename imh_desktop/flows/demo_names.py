"""Made-up names from many places, as a programme meets them: accents, apostrophes, other scripts.

No person is meant. A name stands with the language its family speaks at home.
"""

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a family's names come from. ``share``: how many families, of any whole. ``girls`` and
    ``boys``: first names of children; ``women`` and ``men``: of adults."""

    language: str
    share: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


PLACES = (
    Place(
        language="en", share=30,
        girls=_names("Ava, Olive, Hazel, Willow, Ruby, Tessa, Maeve, Nora, June, Piper, Quinn,"
                     " Wren, Sadie, Faith, Iris, Cora, Darcy, Elsie, Fern, Mabel, Imani, Skye"),
        boys=_names("Owen, Caleb, Miles, Theo, Jude, Silas, Felix, Rowan, Beau, Reid, Ezra, Dash,"
                    " Malik, Levi, Hugo, Nolan, Ansel, Kai, Emmett, Darius, Jonah, Otis, Wade"),
        women=_names("Heather, Megan, Denise, Brandi, Keisha, Amber, Tamara, Paige, Rhonda, Shay"),
        men=_names("Travis, Derek, Marcus, Shane, Corey, Brent, Terrell, Glenn, Dustin, Curtis"),
        families=_names("O’Brien, Walker, Harlow, McAllister, Fields, O'Dell, Whitfield,"
                        " Baker-Hayes, Larkin, Prentiss, St. James, Underhill, Vance, D'Arcy,"
                        " Freeman, Booker, Ashby, Thorne, Mayfield, Crane, Holloway, Pike"),
    ),
    Place(
        language="es", share=24,
        girls=_names("Lucía, Ximena, Itzel, Begoña, Sofía, María José, Noemí, Renata, Zoé, Ángela,"
                     " Inés, Belén, Marisol, Citlali, Pilar, Yaretzi, Dulce, Araceli, Rocío, Azul"),
        boys=_names("Ángel, José Luis, Iñaki, Joaquín, Tomás, Efraín, Héctor, Íker, Rubén, Óscar,"
                    " Matías, Nicolás, Ulises, Gael, Saúl, Adrián, Benjamín, Abel, Elías, Néstor"),
        women=_names("Guadalupe, Yolanda, Mónica, Graciela, Verónica, Consuelo, Rosalía, Ofelia"),
        men=_names("Arturo, Ramón, Germán, Fermín, Ismael, Rodolfo, Agustín, Víctor, Gerardo"),
        families=_names("Núñez Ibáñez, Peña, García Muñoz, Ordóñez, Villaseñor, Quiñones, Ávila,"
                        " Castañeda, de la Cruz, Zúñiga, Treviño, Ochoa Ruiz, Bolaños, Güemes,"
                        " Macías, Tlapanco, Yáñez, Solís, Arrieta, Del Río, Xicoténcatl, Pacheco"),
    ),
    Place(
        language="ar", share=9,
        girls=_names("آية, فاطمة, إيمان, رُقَيَّة, هدى, أسماء, ليلى, مريم, نور, سارة, زينب, آمنة"),
        boys=_names("أحمد, إبراهيم, مُحمَّد, عمر, يوسف, مصطفى, آدم, خالد, أيمن, حمزة, طه, إياد"),
        women=_names("خديجة, سعاد, أمل, نادية, إلهام, رنا, هالة, بشرى"),
        men=_names("عبد الله, إسماعيل, أنور, سامي, رياض, مازن, هشام, أكرم"),
        families=_names("الأحمد, حدّاد, إدريس, آل سعيد, القاضي, النجّار, عيسى, الحموي, طرابلسي,"
                        " أبو زيد, الشامي, منصور"),
    ),
    Place(
        language="vi", share=7,
        girls=_names("Ngọc Ánh, Thảo, Mỹ Linh, Hồng, Tuyết, Diễm, Bảo Châu, Yến, Phượng, Khánh An"),
        boys=_names("Đức, Minh Quân, Tuấn, Hữu Phúc, Đạt, Khôi, Bảo, Thịnh, Gia Huy, Trường"),
        women=_names("Hạnh, Thúy, Loan, Bích, Kiều, Oanh"),
        men=_names("Dũng, Hùng, Sơn, Tiến, Vinh, Lộc"),
        families=_names("Nguyễn, Trần, Đặng, Phạm, Vũ, Hoàng, Bùi, Đỗ, Lý, Huỳnh"),
    ),
    Place(
        language="pl", share=6,
        girls=_names("Łucja, Małgorzata, Żaneta, Kinga, Agnieszka, Świętosława, Zofia, Jagna"),
        boys=_names("Łukasz, Święcisław, Mikołaj, Bożydar, Paweł, Jędrzej, Stanisław, Olaf"),
        women=_names("Elżbieta, Bożena, Grażyna, Wisława, Jolanta"),
        men=_names("Wojciech, Zbigniew, Grzegorz, Ryszard, Kazimierz"),
        families=_names("Wójcik, Dąbrowska, Żak, Śliwa, Błaszczyk, Gołąb, Kowalczyk, Źrebiec"),
    ),
    Place(
        language="so", share=6,
        girls=_names("Hodan, Ifrah, Sagal, Ubah, Deqa, Ayaan, Xaawo, Fowsiya, Hibaaq, Nasteexo"),
        boys=_names("Abdi, Liibaan, Guled, Cabdullaahi, Warsame, Xirsi, Faarax, Maxamed, Zakariye"),
        women=_names("Halimo, Canab, Sahra, Khadra, Ruqiya"),
        men=_names("Axmed, Jaamac, Nuur, Cali, Ismaaciil"),
        families=_names("Cabdi Faarax, Warsame, Jaamac, Xuseen, Nuur Cilmi, Aadan, Shire, Guuleed"),
    ),
    Place(
        language="ht", share=5,
        girls=_names("Fabienne, Anne-Laure, Myrlande, Néhémie, Roseline, Wideline, D’Angélie"),
        boys=_names("Jean-Ricot, Wesley, Dieuseul, Frantz, Réginald, Loubens, Toto, N'Guessan"),
        women=_names("Marie-Thérèse, Yvrose, Guerda, Lourdes, Edeline"),
        men=_names("Jacquelin, Wilner, Emmanuel, Smith, Évens"),
        families=_names("Jean-Baptiste, Désir, L’Ouverture, Étienne, Saint-Fleur, Exumé"),
    ),
    Place(
        language="uk", share=4,
        girls=_names("Олена, Мар’яна, Ївга, Дарина, Соломія, Злата, Віра, Поліна"),
        boys=_names("Тарас, Матвій, Лук’ян, Остап, Назар, Гліб, Єгор, Богдан"),
        women=_names("Наталія, Оксана, Ганна, Людмила, Ірина"),
        men=_names("Андрій, Сергій, Василь, Юрій, Ігор"),
        families=_names("Коваль, Ґудзь, В’юник, Шевчук, Заєць, Білоус, Мельник, Яремчук"),
    ),
    Place(
        language="zh", share=4,
        girls=_names("欣怡, 子涵, 雨桐, 诗琪, 美玲, 思远"),
        boys=_names("浩然, 子轩, 宇航, 俊杰, 明轩, 天佑"),
        women=_names("丽华, 秀英, 玉兰, 桂芳"),
        men=_names("建国, 志强, 国栋, 海涛"),
        families=_names("王, 李, 张, 刘, 陈, 欧阳, 司马, 赵"),
    ),
    Place(
        language="hmn", share=3,
        girls=_names("Paj Ntaub, Maiv, Kalia, Pa Houa, Mai Yer, Ntxhi, Gao Sheng, Nkauj Hnub"),
        boys=_names("Tou, Xeng, Kong Meng, Vaj Huas, Nhia, Pheng, Tsim Nuj, Fue"),
        women=_names("Chue, Bao, See, Yeng, Mee"),
        men=_names("Chong, Vang Pao, Lue, Soua, Blong"),
        families=_names("Xiong, Vang, Yang, Lor, Thao, Moua, Her, Lee"),
    ),
    Place(
        language="he", share=2,
        girls=_names("תמר, נועה, אביגיל, שירה, יעל, הדס"),
        boys=_names("איתן, נועם, אריאל, יהונתן, עידו, גיא"),
        women=_names("רבקה, מיכל, אסתר, דבורה"),
        men=_names("משה, אברהם, יעקב, שמעון"),
        families=_names("כהן, לוי, בן־דוד, מזרחי, פרץ, אברג׳יל"),
    ),
)  # fmt: skip
"""The shares are ours and stand for no region."""

STREETS = _names(
    "Example Street, Sample Lane, Elm Example Road, Specimen Avenue, Fiction Way, Invented Row,"
    " Placeholder Court, Mock Orange Drive, Pretend Park, Model Terrace"
)
WORKERS = _names(
    "Ana Example, Ben Example, Cléo Example, Dmitri Example, Esi Example, Farah Example, Gus"
    " Example, Hana Example, Ivo Example, Joy Example, Kofi Example, Lin Example"
)
PARTNERS = _names(
    "Example Early Intervention, Sample Speech Clinic, Invented Hearing Centre, Model Paediatrics,"
    " Pretend Family Counselling, Specimen Feeding Team, Mock Parent Line, Placeholder Play Group"
)
