package milliard.index;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import milliard.deal.Clusters;
import milliard.deal.Deal;
import milliard.deal.Party;
import milliard.deal.PartyName;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.deal.Source;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.money.Amount;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Articles and deals as Lucene documents, and back. Both kinds share one index, so that one commit
 * holds both; what is common to them has the same field.
 */
final class Documents {
  /** What a document is: {@code article} or {@code deal}. */
  static final String KIND = "kind";

  static final String ARTICLE = "article";
  static final String DEAL = "deal";

  /** Id of an article document, and the key by which it is replaced. */
  static final String ARTICLE_ID = "article.id";

  /** Id of a deal document. */
  static final String DEAL_ID = "deal.id";

  /** Ids of a deal's reports. */
  static final String REPORT = "report";

  /** Ids of the articles of a deal's reports. */
  static final String SOURCE = "source";

  /** Blocking keys of a deal's reports. */
  static final String BLOCK = "block";

  static final String JSON = "json";
  static final String ID_SORT = "id.sort";
  static final String DATE = "date";
  static final String DATE_SORT = "date.sort";
  static final String AMOUNT_SORT = "amount.sort";

  /** Currencies into which every amount is converted. */
  static final List<String> CURRENCIES =
      List.of("EUR", "USD", "GBP", "CHF", "CAD", "CNY", "JPY", "INR");

  /** A unit below so many euros is not of the size of a dollar. */
  private static final BigDecimal DOLLAR_LIKE = new BigDecimal("0.2");

  /** The most names of an article and reports of a deal that are indexed word by word. */
  private static final int MOST_NAMES = 500;

  private static final FieldType TEXT = text(false);
  private static final FieldType NAMES = text(true);

  static final FacetsConfig FACETS = facets();

  private final Analysis analysis = Analysis.standard();
  private final Rates rates;

  /** Where a deal has no date at all, its amount is converted at the last known rates. */
  private final LocalDate latest;

  Documents(Rates rates) {
    this.rates = rates;
    latest = rates.latest();
  }

  private static FieldType text(boolean omitNorms) {
    var type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(omitNorms);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.freeze();
    return type;
  }

  private static FacetsConfig facets() {
    var config = new FacetsConfig();
    for (String field : Facet.FIELDS) config.setMultiValued(field, true);
    return config;
  }

  Document article(String id, AnnotatedArticle said, List<Report> reports) {
    var article = said.article();
    var source = Source.of(id, article);
    var doc = new Document();
    doc.add(new StringField(KIND, ARTICLE, Field.Store.NO));
    doc.add(new StringField(ARTICLE_ID, id, Field.Store.YES));
    doc.add(new SortedDocValuesField(ID_SORT, new BytesRef(id)));
    doc.add(stored(Stored.article(said)));
    var words = new Words(doc, article.language() == null ? null : article.language().code());
    words.add("headline", article.headline());
    words.add("text", article.headline());
    words.add("text", article.body());
    for (String tag : article.tags()) words.add("text", tag);
    Set<PartyName> companies = new LinkedHashSet<>();
    Set<String> shown = new TreeSet<>();
    int names = 0;
    Set<String> seen = new LinkedHashSet<>();
    for (Entity entity : said.entities()) {
      if (!seen.add(entity.type() + entity.name()) || ++names > MOST_NAMES) continue;
      doc.add(new Field("names", name(entity.name(), entity.company()), NAMES));
      if (entity.type() == EntityType.ORG) {
        companies.add(PartyName.of(entity.name(), entity.company()));
        shown.add(entity.name());
        doc.add(new Field("company", name(entity.name(), entity.company()), NAMES));
      }
    }
    for (PartyName company : companies)
      doc.add(new StringField("company.id", company.key(), Field.Store.NO));
    facet(doc, "company", shown);
    keyword(
        doc, "lang", article.language() == null ? List.of() : List.of(article.language().code()));
    site(doc, source.site() == null ? List.of() : List.of(source.site()));
    values(
        doc,
        "type",
        reports.stream().map(r -> r.mention().type().id()).collect(Collectors.toSet()));
    values(
        doc,
        "status",
        reports.stream().map(r -> r.mention().status().id()).collect(Collectors.toSet()));
    Set<String> currencies = new TreeSet<>();
    Set<String> bands = new TreeSet<>();
    for (Report report : reports) {
      LocalDate day = report.day();
      var mention = report.mention();
      for (var argument : mention.arguments()) {
        party(doc, argument.role(), argument.name(), argument.company());
      }
      if (mention.round() != null) keyword(doc, "round", List.of(Fold.fold(mention.round())));
      if (mention.subject() != null) words.add("subject", mention.subject());
      if (mention.amount() != null) {
        currencies.add(mention.amount().currency());
        ranges(doc, "amount", mention.amount(), day);
        euros(mention.amount(), day).ifPresent(e -> bands.add(Facet.band(e)));
      }
      if (mention.valuation() != null) ranges(doc, "valuation", mention.valuation(), day);
      if (mention.stake() != null) {
        number(doc, "stake", mention.stake().doubleValue());
      }
    }
    values(doc, "currency", currencies);
    facet(doc, "band", bands);
    LocalDate day = source.day();
    if (day != null) {
      days(doc, new PartialDate(day.toString()));
    } else {
      doc.add(new NumericDocValuesField(DATE_SORT, Long.MIN_VALUE + 1));
    }
    double most =
        reports.stream()
            .map(r -> r.mention().amount())
            .filter(java.util.Objects::nonNull)
            .mapToDouble(a -> euros(a, day).orElse(0.0))
            .max()
            .orElse(-1);
    doc.add(new NumericDocValuesField(AMOUNT_SORT, NumericUtils.doubleToSortableLong(most)));
    return doc;
  }

  Document deal(Deal deal) {
    var doc = new Document();
    doc.add(new StringField(KIND, DEAL, Field.Store.NO));
    doc.add(new StringField(DEAL_ID, deal.id(), Field.Store.YES));
    doc.add(new SortedDocValuesField(ID_SORT, new BytesRef(deal.id())));
    doc.add(stored(new Json.Arr(deal.reports().stream().<Json>map(Stored::report).toList())));
    Set<String> blocks = new TreeSet<>();
    Set<String> articles = new TreeSet<>();
    for (Report report : deal.reports()) {
      doc.add(new StringField(REPORT, report.id(), Field.Store.NO));
      blocks.addAll(Clusters.keys(report));
      articles.add(report.source().article());
    }
    for (String block : blocks) doc.add(new StringField(BLOCK, block, Field.Store.NO));
    for (String article : articles) doc.add(new StringField(SOURCE, article, Field.Store.NO));
    values(doc, "type", List.of(deal.type().id()));
    values(doc, "status", List.of(deal.status().id()));
    keyword(doc, "main", List.of(String.valueOf(deal.main())));
    keyword(doc, "undisclosed", List.of(String.valueOf(deal.undisclosed())));
    if (deal.round() != null) keyword(doc, "round", List.of(Fold.fold(deal.round())));
    for (Party party : deal.parties()) {
      party(doc, party.role(), party.name(), party.company());
    }
    Set<String> shown = new TreeSet<>();
    Set<String> keys = new TreeSet<>();
    for (Party party : deal.parties()) {
      shown.add(party.name());
      keys.add(party.key().key());
    }
    for (String key : keys) doc.add(new StringField("company.id", key, Field.Store.NO));
    facet(doc, "company", shown);
    for (Party party : deal.parties()) facet(doc, party.role().id(), Set.of(party.name()));
    keyword(doc, "lang", deal.languages());
    site(doc, deal.sites());
    LocalDate day = deal.date() == null ? null : deal.date().first();
    Set<String> currencies = new TreeSet<>();
    for (Report report : deal.reports()) {
      Amount claimed = report.mention().amount();
      if (claimed != null) currencies.add(claimed.currency());
    }
    if (deal.amount() != null) {
      ranges(doc, "amount", deal.amount(), day);
      euros(deal.amount(), day).ifPresent(e -> facet(doc, "band", Set.of(Facet.band(e))));
    }
    values(doc, "currency", currencies);
    if (deal.valuation() != null) ranges(doc, "valuation", deal.valuation(), day);
    if (deal.stake() != null) number(doc, "stake", deal.stake().doubleValue());
    number(doc, "sources", deal.independentSources());
    number(doc, "confidence", deal.confidence());
    if (deal.date() != null) {
      days(doc, deal.date());
    } else {
      doc.add(new NumericDocValuesField(DATE_SORT, Long.MIN_VALUE + 1));
    }
    double euros = deal.amount() == null ? -1 : euros(deal.amount(), day).orElse(0.0);
    doc.add(new NumericDocValuesField(AMOUNT_SORT, NumericUtils.doubleToSortableLong(euros)));
    texts(doc, deal);
    return doc;
  }

  private void texts(Document doc, Deal deal) {
    Set<String> told = new LinkedHashSet<>();
    for (Report report : deal.reports().subList(0, Math.min(MOST_NAMES, deal.reports().size()))) {
      var language = report.source().language();
      var words = new Words(doc, language == null ? null : language.code());
      if (told.add(report.sentence())) words.add("text", report.sentence());
      if (told.add(report.source().headline())) {
        words.add("text", report.source().headline());
        words.add("headline", report.source().headline());
      }
      String subject = report.mention().subject();
      if (subject != null && told.add("subject " + subject)) {
        words.add("subject", subject);
        words.add("text", subject);
      }
    }
  }

  private void party(Document doc, Role role, String name, @Nullable String company) {
    String words = name(name, company);
    doc.add(new Field("role." + role.id(), words, NAMES));
    if (role == Role.LEAD_INVESTOR) doc.add(new Field("role.investor", words, NAMES));
    doc.add(new Field("company", words, NAMES));
    doc.add(new Field("names", words, NAMES));
    doc.add(
        new StringField(
            "role." + role.id() + ".id", PartyName.of(name, company).key(), Field.Store.NO));
  }

  /** A name and the words of its company's id, so that both are found. */
  private static String name(String name, @Nullable String company) {
    if (company == null) return name;
    String id = company.replace('-', ' ');
    return Fold.fold(name).contains(id) ? name : name + " " + id;
  }

  private static void values(Document doc, String field, Iterable<String> values) {
    for (String value : values) {
      doc.add(new StringField(field, value, Field.Store.NO));
      doc.add(new SortedSetDocValuesFacetField(field, value));
    }
  }

  private static void keyword(Document doc, String field, Iterable<String> values) {
    if (Facet.FIELDS.contains(field)) {
      values(doc, field, values);
    } else {
      for (String value : values) doc.add(new StringField(field, value, Field.Store.NO));
    }
  }

  private static void site(Document doc, Iterable<String> sites) {
    for (String site : sites) {
      doc.add(new StringField("site", Fold.fold(site), Field.Store.NO));
      if (!site.isBlank()) doc.add(new SortedSetDocValuesFacetField("site", site));
    }
  }

  private static void facet(Document doc, String field, Set<String> values) {
    if (!Facet.FIELDS.contains(field)) return;
    for (String value : values) {
      if (!value.isBlank()) doc.add(new SortedSetDocValuesFacetField(field, value));
    }
  }

  private static void number(Document doc, String field, double value) {
    doc.add(new DoubleRange(field, new double[] {value}, new double[] {value}));
  }

  private static void days(Document doc, PartialDate date) {
    int first = (int) date.first().toEpochDay();
    doc.add(new IntRange(DATE, new int[] {first}, new int[] {(int) date.last().toEpochDay()}));
    doc.add(new NumericDocValuesField(DATE_SORT, first));
    doc.add(new SortedSetDocValuesFacetField("year", date.iso().substring(0, 4)));
  }

  /**
   * The amount as an interval: in its own currency, in the main ones, and whatever the currency.
   */
  private void ranges(Document doc, String field, Amount amount, @Nullable LocalDate day) {
    Interval said = Interval.of(amount);
    Set<String> done = new TreeSet<>();
    done.add(amount.currency());
    doc.add(said.field(field + "." + amount.currency()));
    doc.add(new StringField(field + ".said", amount.currency(), Field.Store.NO));
    LocalDate when = day == null ? latest : day;
    BigDecimal perEuro =
        rates.rate(amount.currency(), when).map(Rates.Rate::value).orElse(BigDecimal.ONE);
    boolean dollarLike =
        BigDecimal.ONE.divide(perEuro, java.math.MathContext.DECIMAL64).compareTo(DOLLAR_LIKE) >= 0;
    double euros = 1 / perEuro.doubleValue();
    doc.add(dollarLike ? said.field(field + ".any") : said.times(euros).field(field + ".any"));
    if (rates.rate(amount.currency(), when).isEmpty()) return;
    for (String currency : CURRENCIES) {
      if (!done.add(currency)) continue;
      rates
          .rate(currency, when)
          .ifPresent(rate ->
              doc.add(
                  said.times(euros * rate.value().doubleValue()).field(field + "." + currency)));
    }
  }

  /** A deal's amount in euros at its date; null = no amount or no rate. */
  Rates.@Nullable Conversion euros(Deal deal) {
    if (deal.amount() == null) return null;
    LocalDate day = deal.date() == null ? latest : deal.date().first();
    return rates.convert(deal.amount(), "EUR", day).orElse(null);
  }

  /** The number said, or the middle of what is known, in euros. */
  private Optional<Double> euros(Amount amount, @Nullable LocalDate day) {
    return rates
        .convert(amount, "EUR", day == null ? latest : day)
        .map(c ->
            c.value() != null
                ? c.value().doubleValue()
                : c.low() != null
                    ? c.low().doubleValue()
                    : c.high() == null ? 0 : c.high().doubleValue());
  }

  /** An amount as bounds. */
  record Interval(double low, double high) {
    static Interval of(Amount amount) {
      double value = amount.value() == null ? Double.NaN : amount.value().doubleValue();
      double low = amount.low() == null ? 0 : amount.low().doubleValue();
      double high = amount.high() == null ? Double.POSITIVE_INFINITY : amount.high().doubleValue();
      if (amount.low() == null && amount.high() == null) return new Interval(value, value);
      return new Interval(low, Math.max(low, high));
    }

    Interval times(double rate) {
      return new Interval(low * rate, high * rate);
    }

    DoubleRange field(String name) {
      return new DoubleRange(name, new double[] {low}, new double[] {high});
    }
  }

  /** Adds text fields with the words of their language, which Lucene has per index only. */
  private final class Words {
    private final Document doc;
    private final @Nullable String language;

    Words(Document doc, @Nullable String language) {
      this.doc = doc;
      this.language = language;
    }

    void add(String field, String text) {
      if (text.isBlank()) return;
      doc.add(new LanguageField(field, text, TEXT, analysis.of(language)));
    }
  }

  /** A field that brings its own analyzer. */
  private static final class LanguageField extends Field {
    private final org.apache.lucene.analysis.Analyzer analyzer;

    LanguageField(
        String name, String text, FieldType type, org.apache.lucene.analysis.Analyzer analyzer) {
      super(name, text, type);
      this.analyzer = analyzer;
    }

    @Override
    public org.apache.lucene.analysis.TokenStream tokenStream(
        org.apache.lucene.analysis.Analyzer unused,
        org.apache.lucene.analysis.@Nullable TokenStream reuse) {
      return analyzer.tokenStream(name(), stringValue());
    }
  }

  private static StoredField stored(Json json) {
    return new StoredField(JSON, json.write().getBytes(StandardCharsets.UTF_8));
  }

  private static Json json(Document doc) {
    BytesRef bytes = doc.getBinaryValue(JSON);
    if (bytes == null) throw new IllegalStateException("an index document without its record");
    try {
      return Json.read(bytes.utf8ToString());
    } catch (JsonException e) {
      throw new IllegalStateException("a record of the index is damaged: " + e.getMessage(), e);
    }
  }

  static AnnotatedArticle article(Document doc) {
    return Stored.article(json(doc));
  }

  static List<Report> reports(Document doc) {
    List<Report> reports = new ArrayList<>();
    for (Json report : json(doc).elements()) reports.add(Stored.report(report));
    return reports;
  }
}
