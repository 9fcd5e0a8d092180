"""A paragraph read for a question: the sentence that answers, the answer in it, and how sure that is."""
