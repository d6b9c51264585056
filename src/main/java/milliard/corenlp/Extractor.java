package milliard.corenlp;

import java.util.List;
import milliard.article.Article;
import milliard.company.Companies;
import milliard.mention.AnnotatedArticle;
import milliard.money.MoneyReader;
import milliard.text.Language;

/**
 * Reads what articles say: one article in, one answer out, no hidden state. Models are loaded once,
 * at the first article of their language; any number of threads may share one.
 */
public final class Extractor {
  private final Companies companies;

  private Extractor(Companies companies) {
    this.companies = companies;
  }

  /** An extractor for every language that has a pack. Loads nothing yet. */
  public static Extractor open() {
    return new Extractor(Companies.common());
  }

  /** As {@link #open()}, with these companies: the table with a user's corrections. */
  public static Extractor open(Companies companies) {
    return new Extractor(companies);
  }

  /** Reads one article. An article in a language without a pack comes back without mentions. */
  public AnnotatedArticle read(Article article) {
    return explain(article).said();
  }

  /** Reads one article and tells how the answer came about. */
  public Explanation explain(Article article) {
    Language language = article.language();
    if (language == null) language = Language.ENGLISH;
    if (!Models.has(language)) {
      var nothing =
          new AnnotatedArticle(
              article, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
      return new Explanation(nothing, List.of(), List.of());
    }
    Document document = document(article, language, companies);
    var published = article.published();
    var day = published == null ? null : published.day();
    var dates = DateReader.of(language).read(document.text(), day);
    DealFinder.Result found = DealFinder.of(language).find(document, dates, day);
    var said =
        new AnnotatedArticle(
            article,
            document.entities(),
            document.amounts(),
            document.percents(),
            dates,
            found.deals(),
            document.notes());
    return Explanation.of(said, document, found);
  }

  /** Sentences, amounts and names of an article. */
  static Document document(Article article, Language language) {
    return document(article, language, Companies.common());
  }

  private static Document document(Article article, Language language, Companies companies) {
    String text = article.text();
    var money = MoneyReader.of(language).read(text);
    Document document =
        Segmenter.segment(Models.of(language), text, article.headline().length())
            .withAmounts(BareAmounts.of(language).with(money.amounts(), text), money.percents());
    return document.withEntities(NameResolution.resolve(document, Names.find(document), companies));
  }
}
