"""Words of many languages that authors, plugs and pages use around speeches."""

import re

EMPHASIS_NOTE = re.compile(
    r"[\[(](?:my|our|the author.?s|bold|all)?\s*(?:emphas[ie]s|bold|highlights?|italics)"
    r"(?:\s+(?:is |are )?(?:mine|added|ours|in the original|my own))?[^\])]{0,30}[\])]"
    r"|[\[(](?:Hervorhebung|souligné|énfasis|выделено|corsivo)[^\])]{0,40}[\])]",
    re.IGNORECASE,
)

PLUG = re.compile(
    r"\b(?:subscrib\w+|pledge|patreon|paypal|buy me a coffee|ko-fi|become a (?:member|patron|paid)|"
    r"donat(?:e|ion)s?|support (?:my|our|this|independent) \w+|free and paid|paid subscri\w+|"
    r"share this (?:post|article|page)|thanks? (?:you )?for reading|leave a comment|newsletter|"
    r"follow (?:me|us) on|like what you|sign up|restack|abonnier\w+|newsletter|spenden|"
    r"abonnez-vous|faire un don|suscr[ií]b\w+|inscreva-se|iscriviti|подпис\w+ на|поддержать|订阅|訂閱|关注我们)\b",
    re.IGNORECASE,
)

COMMENTS_HEADING = re.compile(
    r"(?:\d+\s+)?(?:comments?|replies|responses|thoughts on .{0,80}|kommentare?|commentaires?|comentarios?|"
    r"commenti|комментари(?:и|ев)|评论|評論|留言|コメント|discussion about this post|"
    r"leave a (?:comment|reply)|join the (?:discussion|conversation)|write a comment\.{0,3}|"
    r"top comments?|reader comments?|all comments)\s*(?:\(?\d+\)?)?\s*:?",
    re.IGNORECASE,
)

PAGE_LINE = re.compile(
    r"(?:see also|related(?: \w+)?|tags?|topics?|persons?|categories|filed under|share|share (?:this|on) .{0,40}|"
    r"publication status|published in sections?:.*|publication date:.*|direct link:.*|text version|"
    r"print(?: this page)?|more (?:on|from) .{0,60}|read (?:more|next)|previous|next|back to top|"
    r"©.*|copyright .*|all rights reserved.*|source:.*|posted in.*|posted by.*|follow us.*|contact(?: us)?|"
    r"note:\s.*|this (?:interview|conversation|transcript|discussion) (?:has been|was) "
    r"(?:\w+ )?(?:edited|condensed|shortened|transcribed).*|about the author.*|siehe auch|teilen|mehr zum thema|schlagwörter|voir aussi|partager|véase también|compartir|"
    r"vedi anche|condividi|смотрите также|темы|лица|поделиться|статус материала|опубликован.*|"
    r"ссылка на материал:.*|текстовая версия|相关|相關|分享|责任编辑.*|責任編輯.*|来源：.*)",
    re.IGNORECASE,
)

COMMENT_COUNT = re.compile(
    r"\(?\d{1,6}\)?\s+(?:comments?|replies|responses|thoughts on .{0,80}|kommentare?|commentaires?|"
    r"comentarios?|commenti|комментари\w+|条评论|則留言|条留言|件のコメント)\s*:?"
    r"|(?:comments?|replies|kommentare?|commentaires?|comentarios?|commenti|комментарии|评论|評論|留言|コメント)"
    r"\s*(?:\(\d{1,6}\)|[:：]?\s*\d{1,6})|discussion about this post|leave a (?:comment|reply).{0,20}",
    re.IGNORECASE,
)

GOODBYE = re.compile(
    r"(?:\b(?:thank you|thanks|god bless|goodbye|good bye|bye|good night|that is all|i yield|"
    r"vielen dank|danke|herzlichen dank|auf wiedersehen|merci|vive la|gracias|muchas gracias|grazie|"
    r"obrigado|obrigada|спасибо|благодарю|dziękuję|dank u|tack)\b|谢谢|謝謝|ありがとう|감사합니다)",
    re.IGNORECASE,
)

AUTHOR_PHRASE = re.compile(
    r"\b(?:IMO|IMHO|in my (?:humble )?(?:opinion|view|estimation)|my (?:emphasis|take|comments?|translation|gripe|complaint)|"
    r"(?:this|the|his|her|their|today's|that|above) (?:speech|interview|talk|presser|address|transcript|article|"
    r"remarks|essay|post|exchange|discourse|presentation|meeting|statement|text|above)|readers?|the reader|"
    r"substack|blog|my (?:previous|last|earlier) (?:article|post|essay|piece)|as (?:I|we) (?:wrote|noted|reported|said)|"
    r"the above|the big picture|here(?:'|’)(?:s|re)|the following|"
    r"(?:I|we) (?:highly |strongly )?(?:suggest|recommend) (?:that )?(?:you|reading|readers|this)|what (?:he|she|they) (?:said|says)|"
    r"note how|noteworthy|(?:he|she) (?:said|says|noted|notes|spoke|speaks|stressed|told|makes|made|clearly|doesn(?:'|’)t)|"
    r"die rede|der redner|meines erachtens|m\. ?e\.|à mon avis|ce discours|l'orateur|en mi opinión|este discurso|"
    r"a mio parere|questo discorso|по-моему|на мой взгляд|эта речь|笔者|筆者|小编|作者认为)\b",
    re.IGNORECASE,
)

SPEAKER_PHRASE = re.compile(
    r"\b(?:ladies and gentlemen|dear (?:friends|colleagues)|mr\.? (?:president|speaker|chairman)|thank you|"
    r"i (?:would like|want) to|let me|i am (?:glad|pleased|grateful|honou?red)|my fellow|i yield|"
    r"meine damen und herren|mesdames|señoras y señores|уважаемые|дорогие друзья|各位)\b",
    re.IGNORECASE,
)

FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|my|we’ve|we've|here’s|here's|readers)\b")


def is_comments_heading(text: str) -> bool:
    """Return whether a line heads the readers' comments."""
    return len(text) < 120 and bool(
        COMMENTS_HEADING.fullmatch(text) or COMMENT_COUNT.fullmatch(text)
    )


def is_plug(text: str) -> bool:
    """Return whether a paragraph asks readers to subscribe, share or pay."""
    if len(text) > 900 or not PLUG.search(text):
        return False
    return len(text) < 400 or len(PLUG.findall(text)) > 1


def is_page_line(text: str) -> bool:
    """Return whether a short line is the page's own, as "See also"."""
    bare = text.strip()
    return len(bare) < 120 and PAGE_LINE.fullmatch(bare) is not None


def says_goodbye(text: str) -> bool:
    """Return whether a paragraph takes its leave."""
    end = text.strip()[-120:]
    return GOODBYE.search(end) is not None
