package milliard.corenlp;

import java.util.List;
import milliard.article.Article;
import milliard.mention.AnnotatedArticle;
import milliard.money.MoneyReader;
import milliard.text.Language;

/**
 * Reads what articles say: one article in, one answer out, no hidden state. Models are loaded once,
 * at the first article of their language; any number of threads may share one.
 */
public final class Extractor {
  private Extractor() {}

  /** An extractor for every language that has a pack. Loads nothing yet. */
  public static Extractor open() {
    return new Extractor();
  }

  /** Reads one article. An article in a language without a pack comes back without mentions. */
  public AnnotatedArticle read(Article article) {
    Language language = article.language();
    if (language == null) language = Language.ENGLISH;
    if (!Models.has(language)) {
      return new AnnotatedArticle(
          article, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
    Document document = document(article, language);
    var published = article.published();
    var dates =
        DateReader.of(language).read(document.text(), published == null ? null : published.day());
    return new AnnotatedArticle(
        article,
        document.entities(),
        document.amounts(),
        document.percents(),
        dates,
        DealFinder.of(language).find(document, dates).deals(),
        document.notes());
  }

  /** Sentences, amounts and names of an article. */
  static Document document(Article article, Language language) {
    String text = article.text();
    var money = MoneyReader.of(language).read(text);
    Document document =
        Segmenter.segment(Models.of(language), text, article.headline().length())
            .withAmounts(money.amounts(), money.percents());
    return document.withEntities(Names.find(document));
  }
}
