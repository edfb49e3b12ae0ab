"""What the names say that authors of pages give to their elements: classes, ids, roles, microdata.

Knows the words that recur over sites and languages; knows no site.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORDS = {
    "body": "articlebody article-body body-text story-body storybody entry-content post-content article-content "
    "article-text articletext article__body story-text bodytext td-post-content postcontent content-body "
    "article-copy body-copy artikeltext textbody paragraph rich-text richtext",
    "story": "article story post entry artikel articolo noticia nota beitrag hentry newsitem detail single",
    "content": "content text copy main inhalt contenu contenido hauptinhalt prose",
    "related": "related similar recommend recirc recommended suggested more-on also more-from readmore read-more "
    "read-next readnext upnext up-next trending popular mostread most-read mostviewed most-viewed top-stories "
    "latest recent also-read seealso see-also verwandt aehnlich meistgelesen mehr-zum lesen-sie relacionad "
    "relacionados leer-mas lire-aussi associe linkbox inlinelink newest outbrain taboola zergnet crosslink",
    "list": "list teaser card grid tile feed river carousel slider swiper stream archive listing items collection",
    "aside": "aside sidebar side-bar rail right-col rightcol rightcolumn leftcol secondary margin marginal column2",
    "menu": "nav menu navigation navbar breadcrumb breadcrumbs bread-crumb topbar subnav skip toc tabs dropdown "
    "hamburger offcanvas drawer megamenu sitemap",
    "foot": "footer foot colophon bottom fuss pied",
    "head": "header head masthead banner top logo kopf",
    "share": "share sharing social follow facebook twitter whatsapp addthis sharedaddy shareaholic teilen "
    "partager compartir tools toolbar actions buttons bookmark print sociable like likes",
    "comment": "comment comments kommentar kommentare commentaires comentarios disqus discussion reply respond "
    "replies reactions reviews rating commentlist responses forum",
    "caption": "caption figcaption bildunterschrift legende imagecaption cutline wp-caption photo-caption img-desc "
    "image-text media-caption bildtext pie-de-foto",
    "credit": "credit copyright attribution source quelle photographer fotograf credits imagecredit rights",
    "media": "figure image img photo gallery galerie slideshow video player media picture bild foto thumb thumbnail "
    "embed audio podcast lightbox",
    "author": "author byline by-line autor auteur bio vcard about-author authorbox author-box writer contributor "
    "signature reporter profile verfasser avatar",
    "date": "date time datetime published timestamp datum fecha updated pubdate dateline posted day entry-date "
    "postmetadata",
    "meta": "meta postmeta post-meta entry-meta info infos meta-info details submitted entry-footer",
    "letter": "newsletter subscribe subscription signup sign-up abo optin opt-in register registration mailchimp "
    "paywall paywahl premium piano regwall offer membership login donate donation support spenden mc4wp",
    "ad": "ad ads advert advertisement adsense sponsor sponsored promo promotion promoted anzeige werbung banner "
    "dfp gpt adslot adunit advertorial affiliate partner commercial shop product price buy",
    "tags": "tag tags topics topic keywords category categories schlagwort schlagworte etiquetas themen rubrik "
    "tagcloud taglist labels",
    "consent": "cookie cookies consent gdpr modal popup overlay dialog alert notice toast onetrust privacy dsgvo "
    "disclaimer message notification",
    "unseen": "hidden hide visually-hidden sr-only screen-reader screen-reader-text visuallyhidden offscreen "
    "print-only invisible noprint no-print assistive",
    "title": "title headline heading titel titre titulo überschrift entry-title post-title ueberschrift",
    "deck": "deck dek subtitle sub-title subheadline subhead standfirst lead lede intro summary excerpt teasertext "
    "description abstract vorspann chapo chapeau entradilla bajada sumario ingress perex sapo spot copete "
    "catenaccio dachzeile kicker strapline anrisstext",
    "pager": "pager pagination paging pages prev previous next page-numbers nav-links prevnext older newer load-more",
    "widget": "widget module box infobox block panel factbox sidebox aside-box callout inset wrapper container",
    "quote": "quote pullquote blockquote pull-quote zitat quotation",
    "form": "form search suche input field button btn formular contact kontakt",
}
KINDS = tuple(WORDS)
NEVER = 12
"""As far as a hint reaches down the tree, in elements: beyond that there is none."""

SPLIT = re.compile(r"[^a-zäöüß0-9]+")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_SINGLE: dict[str, frozenset[int]] = {}
_JOINED: list[tuple[str, int]] = []
for _number, _words in enumerate(WORDS.values()):
    for _word in _words.split():
        if "-" in _word or "__" in _word or len(_word) >= 8:
            _JOINED.append((SPLIT.sub("", _word), _number))
        if "-" not in _word and "__" not in _word:
            _SINGLE[_word] = _SINGLE.get(_word, frozenset()) | {_number}


@lru_cache(maxsize=20_000)
def kinds_of(names: str) -> tuple[int, ...]:
    """The kinds (numbers in `KINDS`) that an element's names speak for."""
    lower = CAMEL.sub("-", names[:400]).lower()
    found: set[int] = set()
    for word in SPLIT.split(lower):
        found |= _SINGLE.get(word, frozenset()) or _SINGLE.get(word.removesuffix("s"), frozenset())
    joined = SPLIT.sub("", lower)
    found.update(number for word, number in _JOINED if word in joined)
    return tuple(sorted(found))
