"""A text in the encoder's word pieces: SentencePiece's unigram model, word by word, so that words can be remembered."""

from functools import lru_cache

from spark_jobs.text.packed_weights import PackedWeights

_SPACE = "\u2581"  # what stands before a word
_IMPOSSIBLE = -1e30


class Pieces:
    """Cuts texts into pieces. A word's best cut is the one whose pieces' scores have the highest sum."""

    def __init__(self, weights: PackedWeights):
        # The first of two equal pieces counts, as in the file's own engine.
        self._ids = {piece: number for number, piece in reversed(list(enumerate(weights.pieces)))}
        self._ids.pop(weights.pieces[weights.unknown], None)
        self._scores = weights.scores
        self._longest_piece = max(map(len, weights.pieces))
        self._unknown = weights.unknown
        self._unknown_score = min(weights.scores) - 10
        self._begin, self._end, self._longest = weights.begin, weights.end, weights.longest
        self._replacements = str.maketrans(weights.replacements)
        self.word = lru_cache(maxsize=200_000)(self._word)

    def ids(self, text: str) -> list[int]:
        """The text's pieces between the encoder's begin and end; a text too long for it is cut off.

        Without the prefix that the encoder was trained to find ("query:"): held-back texts are judged as well without.
        """
        words = text.translate(self._replacements).split()
        pieces = [piece for word in words for piece in self.word(word)]
        return [self._begin, *pieces[: self._longest - 2], self._end]

    def _word(self, word: str) -> tuple[int, ...]:
        form = _SPACE + word
        best = [0.0] + [_IMPOSSIBLE] * len(form)
        came: list[tuple[int, int]] = [(0, 0)] * (len(form) + 1)
        for start in range(len(form)):
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown_score, (start, self._unknown)
            for end in range(start + 1, min(len(form), start + self._longest_piece) + 1):
                number = self._ids.get(form[start:end])
                if number is not None and best[start] + self._scores[number] > best[end]:
                    best[end], came[end] = best[start] + self._scores[number], (start, number)
        found, end = [], len(form)
        while end:
            end, number = came[end]
            found.append(number)
        return tuple(reversed(found))
