"""The shares that decide whether an affix goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How common one word must be beside another, each as a share of the other's frequency.

    They are loose on purpose: what matters is that a word occurs at all. On the words of UD Arabic-PUD (F1 of
    conflation 0.908) each can be divided or multiplied by three, and F1 falls by 0.005 at most.

    Attributes:
        support: the word without the affix, beside the word with it.
        article: the word without ال, which it may hardly ever be (العراق), and the word with ال twice
            (الالتزام), which shows that the ال of التزام is its own.
        likeness: the word without ك, many times as common: كبير is not بير with كـ.
        radical: the word after the article or a person's prefix (الوزير, يوقف), for its first letter to be
            its own.
        name: the word after ب or ل (بكوبا), for its first letter, or an ا at its end, to be its own.
        ending: the word with a further ending (مساهمون), for its last letters to be its own.
        partner: the plural or dual in its other case (مهندسون, مهندسين) and with the article, for it to be
            one.
        contrast: the feminine in ة beside the masculine, for a plural in ات to be the feminine's.
        reflexive: يتفعل beside يفعل, for the ت of تفعل to be the verb's own.
        causative: أفعلت beside أفعل, for the أ to be the verb's own and not the first person's.
        persons: the verb in further persons and tenses, for a word in ي or ت to be a verb.
        definite: the word with the article, below which a word is a verb or stands before its owner (مسؤولي
            الأمن).
        feminine: فعلته beside فعلة, for the ة to be a noun's and not an adjective's.
    """

    support: float = 0.04
    article: float = 0.001
    likeness: float = 5.0
    radical: float = 0.05
    name: float = 0.03
    ending: float = 0.05
    partner: float = 0.02
    contrast: float = 0.05
    reflexive: float = 0.2
    causative: float = 0.05
    persons: float = 0.005
    definite: float = 0.05
    feminine: float = 0.02


DEFAULT = Thresholds()
