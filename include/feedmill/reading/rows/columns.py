"""Which column or field says what: known names of many languages and agencies, and what a source's setting says.

A name is compared without case, accents, blanks, dots, dashes and underscores. Where several columns say one thing,
the order of the names here is the order of trust.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

BODY = "text"
"""The field that holds a story's text; all other fields are those of `Stated`, and the dates without `_at`."""

NAMES: dict[str, str] = {
    BODY: """
        body_html article_html body_xhtml bodies content_html body_html5 body_richhtml5 html_body content_elements
        body_nitf body_xml full_text article_body body body_text body_plain text_body content_text article_text
        article_content news_content
        news_text story_text story_body main_text maintext story article content text news plain_text paras
        paragraphs fulltext markdown_content transcript news_components caption description_caption
        lead_paragraph texto
        cuerpo contenido texto_completo texto_integral texte_intégral testo_integrale testo_completo corpo
        conteudo testo
        contenuto corpo_testo inhalt volltext artikeltext textkörper haupttext
        contenu corps texte corps_texte texte_complet tekst treść
        fliesstext brødtekst brodtekst broedtekst indhold innhold brödtext innehåll text_body
        sadržaj vsebina besedilo conținut icerik sisu teksts tekstas
        leipäteksti sisältö teksti inhoud artikel szöveg tartalom obsah metin içerik κείμενο текст содержание контент
        текст_новости текст_статьи полный_текст зміст نص النص محتوى متن טקסט תוכן 内容 內容 內文 正文 全文 本文 記事
        본문 내용 기사
        เนื้อหา nội_dung isi konten""",
    "headline": """
        headlines headline head_line article_title news_title title heading hed web_title titre titel titulo
        titular título titolo tytuł tytul titulek nadpis cím otsikko overskrift tittel kop başlık manchete
        überschrift ueberschrift haupttitel artikeltitel naslov titlu baslik pealkiri virsraksts antraštė
        nagłówek schlagzeile encabezado заголовок название заглавие τίτλος عنوان العنوان शीर्षक כותרת 标题 標題
        題目 タイトル 見出し 題名 제목 หัวข้อ tiêu_đề judul rubrik name""",
    "kicker": """
        kicker overline eyebrow top_title dachzeile obertitel oberzeile nadnaslov
        spitzmarke antetitulo antetítulo volanta cintillo surtitre
        occhiello chapeau_titre stikkord vignette надзаголовок""",
    "deck": """
        subhead sub_headline sub_headlines sub_title subtitle subheading sub_heading headline_extended dek deck
        standfirst description_text description_html description_xhtml descriptions description_summary summary
        abstract teaser spot excerpt snippet lead lede intro introduction trail_text description meta_description
        opening_text content_snippet lead_text anriss hit_sentence
        unterzeile untertitel vorspann zusammenfassung anreißer subtitulo subtítulo bajada entradilla resumen resumo
        chapeau podnaslov subtitlu sous_titre résumé sommario sottotitolo riassunto ingress ingressi ingres manchet
        samenvatting streszczenie wstęp perex özet kivonat
        описание анонс аннотация подзаголовок лид 摘要 简介 要約 概要 요약 ملخص""",
    "byline": """
        byline by bylines authors author creator writer reporter journalist author_name authors_name written_by
        dc_creator auteur auteurs autor autores autora autore autori verfasser verfasserin autoren redakteur firma
        kirjoittaja tekijä forfatter författare journaliste giornalista periodista yazar szerző автор авторы
        журналист συγγραφέας المؤلف كاتب الكاتب نویسنده מחבר लेखक 作者 記者 记者 撰稿人 著者 筆者 執筆者 저자
        기자 tác_giả penulis credits""",
    "agency": """
        agency provider source_name news_agency source publisher infosources infosource outlet newspaper
        publication source_company agentur agence agencia agenzia agência quelle fuente fonte bron källa kilde
        zdroj sursa sumber nguồn πηγή джерело منبع מקור स्रोत lähde źródło kaynak forrás zeitung zeitschrift
        periodico periódico giornale journal verlag medium outlet_name media_name
        site_name источник издание агентство 来源 來源 出处 出處 媒体 媒體 出典 配信元 출처 المصدر
        copyright_holder""",
    "credit": "credit_line credit creditline courtesy bildnachweis crédito crédit",
    "dateline": "dateline",
    "place": "located place_name city location dateline_city ort lieu lugar luogo ciudad ville stadt место город 地点",
    "published": """
        first_published issued date_time_pub date_gmt post_date_gmt date_published published_at published
        published_date publish_date publishdate publication_date
        published_time pub_date pubdate published_on publish_time pub_time date_publish
        publish_date_time
        publication_time posted_at post_date date_posted first_publish_date display_date web_publication_date
        release_date first_created date_time datetime story_date created_at created date_created create_date
        creation_date validate_date created_on date timestamp sent_at send_date seen_date fecha fecha_publicacion
        fecha_publicación data data_publicacao data_publicação data_pubblicazione data_publikacji datum
        veröffentlicht veröffentlichungsdatum erscheinungsdatum publiziert date_publication date_de_publication
        dato publiseringsdato publicerad päivämäärä julkaistu dátum tarih datum_publikace publicatiedatum дата
        дата_публикации опубликовано ημερομηνία ημερομηνία_δημοσίευσης تاريخ التاريخ تاریخ תאריך تاريخ_النشر
        日期 发布时间 發布時間 发布日期 發布日期 日付 日時 公開日 公開日時 配信日時 掲載日時 掲載日
        投稿日時 発行日時 発行日 날짜 입력 게재일 등록일 발행일 작성일
        publié publié_le veröffentlicht_am erschienen erschienen_am publicado publicado_el publicado_em pubblicato
        fecha_de_publicación data_de_publicação data_di_pubblicazione date_de_parution posted posted_on 刊登日期
        发表时间 發表時間 ngày ngày_đăng tanggal yayın_tarihi megjelenés data_publicării วันที่ तारीख दिनांक
        version_created content_created""",
    "time": """
        time hour uhrzeit heure hora ora godzina час время klokkeslett klokkeslæt klockslag saat 时间 時間 時刻
        시간""",
    "updated": """
        modified_gmt post_modified_gmt version_created
        updated_at updated date_updated last_updated last_updated_date date_modified modified_at
        modified last_modified modified_date update_date modified_on revised changed aktualisiert geändert
        actualizado fecha_actualizacion atualizado aggiornato modifié mis_a_jour bijgewerkt uppdaterad обновлено
        изменено 更新时间 更新日時 更新日""",
    "embargoed": """
        embargoed_until embargoed embargo_until embargo_date embargo_time embargo utc_embargo sperrfrist""",
    "language": """
        language lang language_code lang_code content_language in_language langue sprache idioma lingua taal språk
        kieli język dil nyelv язык 语言 語言 言語 언어""",
    "url": """
        canonical_url canonical url link permalink web_url article_url article_link news_url story_url page_url
        full_url source_url url_source href website_url share_url enlace lien liens adresse_web internetadresse ссылка
        адрес 链接 网址 網址 原文链接 連結 リンク
        링크 الرابط""",
    "guid": """
        guid uri urn uno item_uri story_id article_id news_id news_object_id release_id uuid id item_id doc_id
        document_id identifier nid post_id permid _id content_id message_id kennung codigo 编号""",
    "doc_id": """
        alt_ids usn entry_id afp_short_id original_id item_id doc_id document_id article_id id unique_id short_id""",
    "version": "version revision version_number revision_number _current_version",
    "kind": "type class item_class asset_type content_type article_type @type",
    "status": "pub_status status state",
    "urgency": "urgency priority editorial_priority dringlichkeit",
    "slugline": "slugline slug_line slug stichwort",
    "keywords": """
        keywords keyword keyword_names tags tag tag_names labels hashtags news_keywords stichworte schlagworte
        schlagwörter mots_cles mots_clés palabras_clave etiquetas parole_chiave palavras_chave słowa_kluczowe
        klíčová_slova nyckelord avainsanat ключевые_слова теги тэги 关键词 關鍵詞 キーワード タグ 标签 標籤
        키워드 tagi trefwoorden""",
    "subjects": """
        subjects subject dpasubject_names categories category category_name section section_name sections topic
        topics news_desk service desk genre_names ressort rubrique rubrik rubrika sección seccion categoría categoria
        categorie kategorie kategoria kategori sezione seção secao osasto avdeling avdelning kategória рубрика
        категория раздел тема 分类 分類 栏目 カテゴリ 카테고리 التصنيف""",
    "ednote": "ed_note ed_notes editorial_note editors_note advisory note_to_editors notepad redaktioneller_hinweis",
    "take_key": "anpa_take_key take_key takekey",
    "rights": """
        copyright_notice usage_terms copyright rights rights_info licence license copyright_line derechos droits
        lizenz права""",
    "media": """
        associations renditions bag_item attachments multimedia medias media images image image_url image_urls
        img_url url_to_image top_image main_image featured_image thumbnail thumbnail_url photo photos picture
        pictures video video_url enclosure lead_image bild bilder imagen imagenes foto fotos immagine изображение
        фото 图片""",
}
"""The names that say a field, the most trusted first."""

SOFT = frozenset(("name", "news", "data", "type", "class", "state", "source", "journal", "medium", "id"))
"""Names that say a field beside others, and are no evidence that a table holds stories."""

FIELDS = tuple(NAMES)
OTHER = re.compile(r"[^\w@]|_")

Columns = Mapping[str, tuple[str, ...]]
"""For each field, the columns that say it, the most trusted first. No field without a column."""

Setting = tuple[tuple[str, str], ...]
"""What a source says of columns: pairs of a column and the field that it says."""


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name as it is compared: without case, accents and whatever parts words."""
    parts = unicodedata.normalize("NFKD", name[:200]).casefold()
    return OTHER.sub("", "".join(char for char in parts if not unicodedata.combining(char)))


@lru_cache(maxsize=1)
def _ranks() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each folded name the fields that it says, each with the name's rank there."""
    found: dict[str, dict[str, int]] = {}
    for field, names in NAMES.items():
        for rank, name in enumerate(names.split()):
            found.setdefault(folded(name), {}).setdefault(field, rank)
    return {name: tuple(fields.items()) for name, fields in found.items()}


def columns_of(names: Iterable[str], setting: Setting = ()) -> Columns:
    """Which of the columns `names` say what. `setting` names fields by column, and goes before all that is known.

    A column that the setting maps says nothing else; one that it maps to "" says nothing at all.
    """
    return _columns(tuple(names), setting)


@lru_cache(maxsize=1024)
def _columns(names: tuple[str, ...], setting: Setting) -> Columns:
    """The same, for what was asked before."""
    chosen = dict(setting)
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if name in chosen:
            found.setdefault(chosen[name], []).append((-1, name))
            continue
        for field, rank in _ranks().get(folded(name), ()):
            found.setdefault(field, []).append((rank, name))
    found.pop("", None)
    return {field: tuple(name for _, name in sorted(ranked, key=_rank)) for field, ranked in found.items()}


def _rank(ranked: tuple[int, str]) -> int:
    return ranked[0]


def zone_in(name: str) -> str | None:
    """The zone that a column's name says its dates are in, where they name none themselves."""
    return "UTC" if folded(name).endswith(("gmt", "utc")) else None


def says_stories(columns: Columns) -> bool:
    """Whether columns are those of stories: one for a text, or for a headline or a summary."""
    return any(field in columns for field in (BODY, "headline", "deck"))


def firmly(name: str, setting: Setting = ()) -> tuple[str, ...]:
    """The fields that a name says by itself; none where it may as well say another thing."""
    if setting and (chosen := dict(setting).get(name)) is not None:
        return (chosen,)
    key = folded(name)
    return () if key in SOFT else tuple(field for field, _ in _ranks().get(key, ()))
