"""The seven steps of the method, the same words for every user."""

from enum import StrEnum


class Step(StrEnum):
    """A step of the method; the value is the word a user sees."""

    QUESTION = "Vraag"
    DATA = "Data"
    INSIGHT = "Inzicht"
    VOICES = "Verhalen"
    SESSIONS = "Ontwerp"
    OFFER = "Aanbod"
    EFFECT = "Effect"
