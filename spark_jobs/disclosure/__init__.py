"""Disclosure control: which result sets are published, and how each of their counts is changed a little by its key.

The cell-key method: Fraser & Wooton, A proposed method for confidentialising tabular output to protect against
differencing (ABS; UNECE work session on statistical data confidentiality, 2005); Thompson, Broadfoot & Elazar,
Methodology for the automatic confidentialisation of statistical outputs from remote servers at the ABS (UNECE, 2013).
The transition probabilities of greatest entropy: Giessing, Computational issues in the design of transition
probabilities and disclosure risk estimation for additive noise (Privacy in Statistical Databases, 2016), as Destatis
uses them. One thing differs, and the attackers' report says why: a count's change follows from the key of its whole
result set and the category's name, not of the category's own records. Were it the latter, two sets that differ by one
person would differ in that person's answers only, and so tell them.
"""
