"""The same short talk with a family in six languages, to see and to measure how text is drawn.

Invented: no such family, clinic or telephone. Khmer has no blanks between words; where a line may
end stands a blank without width.
"""

from typing import NamedTuple

from imh_desktop.locales import Direction
from imh_desktop.words import isolated

_Z = "\u200b"


class Sample(NamedTuple):
    """A few sentences, in the language of this code and the direction of its script."""

    language: str
    direction: Direction
    text: str


SAMPLES = (
    Sample(
        "en",
        "ltr",
        "Mira smiles when you come home (she did so 3 times on 22 November 2026). Rosa"
        " Méndez-O’Neil will call you at 000 555 0133. “She turns to you first,” you said:"
        " that is how babies show trust. About 90 % of what she needs is you.",
    ),
    Sample(
        "es",
        "ltr",
        "Mira sonríe cuando usted llega a casa (lo hizo 3 veces el 22 de noviembre de 2026)."
        " ¿Quiere hablar con alguien? Rosa Méndez-O’Neil le llamará al 000 555 0133. «Primero"
        " me busca a mí», dijo usted: así muestran los bebés su confianza. ¡El 90 % es su cariño!",
    ),
    Sample(
        "ar",
        "rtl",
        f"تبتسم {isolated('Mira')} حين تعودون إلى البيت (فعلت ذلك 3 مرات في 22/11/2026)."
        f" ستتصل بكم {isolated('Rosa Méndez-O’Neil')} على الرقم {isolated('000 555 0133')}."
        " قلتم: «تنظر إليّ أولًا»، وهكذا يُظهر الأطفال الثقة. نحو 90% مما تحتاجه هو قربكم،"
        ' والكتاب "Bright Start" هديةٌ لكم؛ هل عندكم سؤال؟',
    ),
    Sample(
        "hi",
        "ltr",
        f"जब आप घर आते हैं तो {isolated('Mira')} मुस्कुराती है (22 नवंबर 2026 को 3 बार)।"
        f" {isolated('Rosa Méndez-O’Neil')} आपको 000 555 0133 पर फ़ोन करेंगी। “वह पहले मुझे"
        " ढूँढती है,” आपने कहा: बच्चे इसी तरह विश्वास दिखाते हैं। उसकी 90 % ज़रूरत आपका प्यार"
        " और स्पर्श है। क्या कोई प्रश्न है?",
    ),
    Sample(
        "km",
        "ltr",
        _Z.join(["ពេល", "អ្នក", "មក", "ដល់", "ផ្ទះ", " Mira ", "ញញឹម", "ដាក់", "អ្នក"])
        + " (3 ដង នៅ"
        + _Z.join(["ថ្ងៃទី", "២២", " ខែ", "វិច្ឆិកា", " ឆ្នាំ", "២០២៦)។ "])
        + _Z.join(["អ្នកស្រី", " Rosa ", "នឹង", "ទូរស័ព្ទ", "ទៅ", "អ្នក", " តាម", "លេខ"])
        + " 000 555 0133។ «"
        + _Z.join(["កូន", "រក", "ខ្ញុំ", "មុន", "គេ»", " អ្នក", "បាន", "និយាយ៖ ", "នេះ", "ជា"])
        + _Z
        + _Z.join(["របៀប", "ដែល", "ទារក", "បង្ហាញ", "ការ", "ទុកចិត្ត។"]),
    ),
    Sample(
        "am",
        "ltr",
        "እርስዎ ወደ ቤት ሲመጡ Mira ፈገግ ትላለች (በ22/11/2026 ሦስት ጊዜ)። Rosa Méndez-O’Neil በ000 555 0133"
        " ይደውሉልዎታል። «መጀመሪያ እኔን ትፈልጋለች» ብለዋል፤ ሕፃናት እምነታቸውን የሚያሳዩት እንዲህ ነው። ከሚያስፈልጋት"
        " 90 % የእርስዎ ፍቅር ነው። ጥያቄ አለዎት?",
    ),
)
