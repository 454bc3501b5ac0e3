"""Sessions written beforehand, as decks."""

from typing import Final

WORDS: Final = """
palabre: 1
title: Seminar
polls:
  - {kind: words, question: What is learning?, answers: 3}
"""

#: One poll of each kind, and the polls by their number.
FOUR: Final = """
palabre: 1
title: {en: Seminar, fr: Séminaire, ar: الملتقى}
languages: [en, fr, ar]
polls:
  - kind: colours
    question: {en: Which colours do you associate with peace?, fr: Quelles couleurs associez-vous à la paix ?, ar: ما الألوان التي تقترن عندكم بالسلام؟}
    picks: 3
  - kind: words
    question: {en: What is learning?, fr: "Apprendre, c’est quoi ?", ar: ما هو التعلّم؟}
    answers: 3
  - kind: choice
    question: {en: Where shall we meet next year?, fr: Où nous retrouver l’an prochain ?, ar: أين نلتقي في العام المقبل؟}
    options:
      - {en: Dakar, fr: Dakar, ar: داكار}
      - {en: Istanbul, fr: Istanbul, ar: إسطنبول}
      - {en: "São Paulo, if everybody can get a visa in time", fr: "São Paulo, si tout le monde obtient son visa à temps", ar: "ساو باولو، إن حصل الجميع على التأشيرة في الوقت المناسب"}
      - {en: Online, fr: En ligne, ar: عبر الإنترنت}
  - kind: scale
    question: {en: How was this week for you?, fr: Comment était cette semaine pour vous ?, ar: كيف كان هذا الأسبوع بالنسبة إليكم؟}
    statements:
      - {en: I learnt something that I will use at home, fr: J’ai appris quelque chose qui me servira chez moi, ar: تعلّمت شيئًا سأستعمله في بلدي}
      - {en: I felt heard, fr: Je me suis senti écouté, ar: شعرت بأن صوتي مسموع}
    low: 1
    high: 5
    low_label: {en: Not at all, fr: Pas du tout, ar: إطلاقًا}
    high_label: {en: Completely, fr: Tout à fait, ar: تمامًا}
"""
COLOURS_POLL, WORDS_POLL, CHOICE_POLL, SCALE_POLL = 1, 2, 3, 4

#: Two polls whose results are kept from the room until somebody reveals them.
HIDDEN: Final = """
palabre: 1
title: Seminar
polls:
  - {kind: words, question: What is learning?, answers: 3, hidden: true}
  - {kind: choice, question: Tea or coffee?, options: [Tea, Coffee], hidden: true}
"""
