"""What we know and how we say it: articles, guides, reply templates, letters, plain words.

Lives here: Article, Guide with questions, ReplyTemplate, Letter, PlainWord.
Not here: sending letters (channels); who asks (desk).
Verbs: `letters.render`, `plain.check`.
"""
