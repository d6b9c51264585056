package milliard.index;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Evidence;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.mention.gold.GoldArticle;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * As much tech news as one likes, for measuring: article number {@code i} is the same in every run.
 *
 * <p>Words are drawn by their frequency in the gold articles of their language, and behind the
 * gold's vocabulary stands a Zipfian tail of made-up words, as in real news. One article in 3.6
 * tells a deal; there is a deal to every five articles, and each deal is told 1.4 times, a few of
 * them dozens of times, in both languages. Large companies stand in many deals, small ones in one
 * or two.
 */
final class NewsGenerator {
  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
  private static final int DAYS = 4_300;
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "USD", "GBP", "CHF");

  /** Share of each type of deal, in percent. */
  private static final Map<DealType, Integer> TYPES =
      new EnumMap<>(
          Map.of(
              DealType.FUNDING, 40,
              DealType.ACQUISITION, 25,
              DealType.CONTRACT, 12,
              DealType.PARTNERSHIP, 8,
              DealType.INVESTMENT, 5,
              DealType.DEBT, 3,
              DealType.LEGAL, 3,
              DealType.MERGER, 2,
              DealType.IPO, 2));

  /** A language's words by frequency, and for each type of deal a word that tells it. */
  private record Vocabulary(Language language, Zipf words, Map<DealType, String> triggers) {}

  private final long deals;
  private final List<Vocabulary> languages = new ArrayList<>();
  private final List<String> large = new ArrayList<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<String> small = new ArrayList<>();
  private final List<String> sites = new ArrayList<>();

  NewsGenerator(long articles) throws IOException {
    deals = articles / 5;
    var random = new Random(1);
    for (Language language : Pack.languages()) languages.add(vocabulary(language, random));
    for (var line : Pack.common().lines("companies.tsv")) {
      String name = line.cells(2).get(1);
      if (line.number() > 1 && large.size() < 1_500) {
        large.add(name);
        ids.put(name, line.cells(2).get(0));
      }
    }
    for (int i = 0; i < Math.max(500, deals / 3); i++) small.add(invented(random, true));
    for (int i = 0; i < 300; i++) sites.add(invented(random, false).toLowerCase(Locale.ROOT));
  }

  private static Vocabulary vocabulary(Language language, Random random) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (String half : List.of("dev", "test")) {
      Path folder = Path.of("corpus", language.code(), "deals", half);
      for (GoldArticle gold : GoldArticle.folder(folder, language)) {
        for (String word : gold.article().text().split("[\\s ]+")) {
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    List<String> words = new ArrayList<>(counts.keySet());
    words.sort((a, b) -> {
      int order = Integer.compare(counts.get(b), counts.get(a));
      return order != 0 ? order : a.compareTo(b);
    });
    double[] weights = new double[words.size() + 60_000];
    for (int i = 0; i < words.size(); i++) weights[i] = counts.get(words.get(i));
    for (int i = words.size(); i < weights.length; i++) {
      words.add(invented(random, false).toLowerCase(Locale.ROOT));
      weights[i] = (double) words.size() / (i + 1) * 0.5;
    }
    Map<DealType, String> triggers = new EnumMap<>(DealType.class);
    for (var line : Pack.of(language).lines("search/words.tsv")) {
      List<String> cells = line.cells(2);
      if (!cells.get(1).startsWith("type:")) continue;
      String type = cells.get(1).split("[:|]")[1].toUpperCase(Locale.ROOT);
      triggers.putIfAbsent(DealType.valueOf(type), cells.get(0));
    }
    return new Vocabulary(language, new Zipf(words, weights), triggers);
  }

  /** A name as companies have them: two to four syllables, sometimes with a second word. */
  private static String invented(Random random, boolean company) {
    String consonants = "bcdfghjklmnprstvz";
    String vowels = "aeiou";
    var name = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i >= 0; i--) {
      name.append(consonants.charAt(random.nextInt(consonants.length())));
      name.append(vowels.charAt(random.nextInt(vowels.length())));
      if (random.nextInt(3) == 0) name.append("lnrstx".charAt(random.nextInt(6)));
    }
    name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
    if (company && random.nextInt(3) == 0) {
      name.append(List.of(" AI", " Labs", " Systems", " Health", " Pay").get(random.nextInt(5)));
    }
    return name.toString();
  }

  /** Draws by weight. */
  private static final class Zipf {
    private final List<String> values;
    private final double[] sums;

    Zipf(List<String> values, double[] weights) {
      this.values = values;
      sums = weights.clone();
      for (int i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
    }

    String draw(Random random) {
      int at = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
      return values.get(at < 0 ? -at - 1 : at);
    }
  }

  /** One of a list, the first ones far more often. */
  private static <T> T early(List<T> list, Random random, double power) {
    return list.get((int) (list.size() * Math.pow(random.nextDouble(), power)));
  }

  /** Seeds side by side give numbers side by side, unless they are mixed. */
  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L >>> 16);
  }

  /** A word of the text, as queries ask for it. */
  String word(Random random) {
    Vocabulary vocabulary = languages.get(random.nextInt(languages.size()));
    while (true) {
      String word = vocabulary.words().draw(random).replaceAll("[^\\p{L}]", "");
      if (word.length() > 3) return word.toLowerCase(Locale.ROOT);
    }
  }

  /** A company that stands in many deals. */
  String largeCompany(Random random) {
    return early(large, random, 3);
  }

  /** A company that stands in few. */
  String smallCompany(Random random) {
    return early(small, random, 1);
  }

  /** The id of an article. */
  static String id(long number) {
    return String.format("%016x", number * 0x9E3779B97F4A7C15L);
  }

  /** An article and what it says. */
  AnnotatedArticle article(long number) {
    var random = random(number * 2);
    Vocabulary vocabulary = languages.get(random.nextInt(languages.size()));
    long before = number * 28 / 100;
    boolean tells = (number + 1) * 28 / 100 > before;
    var body = new StringBuilder();
    List<Entity> entities = new ArrayList<>();
    Told told = tells ? told(before) : null;
    String lead = words(vocabulary, random, 8 + random.nextInt(6));
    String headline = told == null ? lead : told.headline(vocabulary) + " " + lead;
    // The text of an article is its headline, a blank line and its body.
    int offset = headline.length() + 2;
    DealMention mention = null;
    if (told != null) mention = told.mention(vocabulary, body, offset, entities, random);
    int length = 80 + (int) (Math.exp(random.nextGaussian() * 0.6) * 120);
    for (int sentence = 0; length > 0; sentence++) {
      if (sentence > 0 || told != null) body.append(sentence % 4 == 0 ? "\n\n" : " ");
      int words = Math.min(length, 8 + random.nextInt(20));
      length -= words;
      if (sentence % 4 == 1) {
        String name = random.nextBoolean() ? largeCompany(random) : smallCompany(random);
        entities.add(entity(name, offset + body.length()));
        body.append(name).append(' ');
      }
      body.append(words(vocabulary, random, words)).append('.');
    }
    String site = early(sites, random, 2);
    LocalDate day =
        told == null
            ? FIRST.plusDays(random.nextInt(DAYS))
            : told.day().plusDays(told.again() ? random.nextInt(3) : 0);
    var article =
        new Article(
            URI.create("https://www." + site + ".example/" + day + "/" + number),
            vocabulary.language(),
            headline,
            List.of(),
            PublicationDate.of(day),
            null,
            site,
            null,
            List.of(),
            null,
            null,
            false,
            body.toString());
    return new AnnotatedArticle(
        article,
        entities,
        List.of(),
        List.of(),
        List.of(),
        mention == null ? List.of() : List.of(mention),
        List.of());
  }

  private Entity entity(String name, int at) {
    return new Entity(EntityType.ORG, new Span(at, at + name.length()), name, name, ids.get(name));
  }

  private static String words(Vocabulary vocabulary, Random random, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (i > 0) text.append(' ');
      text.append(vocabulary.words().draw(random));
    }
    return text.toString();
  }

  /** The deal that the n-th telling article tells: each once, then some again. */
  private Told told(long report) {
    boolean again = report >= deals;
    var random = random(report * 2 + 1);
    long deal = again ? (long) (deals * Math.pow(random.nextDouble(), 2)) : report;
    return new Told(deal, again, random);
  }

  private final class Told {
    private final boolean again;
    private final DealType type;
    private final Map<Role, String> parties = new LinkedHashMap<>();
    private final LocalDate day;
    private final @Nullable BigDecimal value;
    private final String currency;
    private final Status status;

    Told(long deal, boolean again, Random telling) {
      this.again = again;
      var random = random(-deal - 1);
      int part = random.nextInt(100);
      DealType drawn = DealType.FUNDING;
      for (var share : TYPES.entrySet()) {
        drawn = share.getKey();
        part -= share.getValue();
        if (part < 0) break;
      }
      type = drawn;
      day = FIRST.plusDays(random.nextInt(DAYS));
      currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
      double amount = Math.exp(17 + random.nextGaussian() * 2);
      value =
          random.nextInt(10) < 3
              ? null
              : new BigDecimal(amount / 1e5).round(new MathContext(2)).scaleByPowerOfTen(5);
      List<Status> stages = List.of(Status.ANNOUNCED, Status.SIGNED, Status.COMPLETED);
      Status first = stages.get(random.nextInt(3));
      status = again ? Status.COMPLETED : first;
      String object = smallCompany(random);
      String other = largeCompany(random);
      boolean partial = again && telling.nextInt(10) == 0;
      switch (type) {
        case FUNDING -> {
          parties.put(Role.COMPANY, object);
          parties.put(Role.LEAD_INVESTOR, other);
          if (random.nextBoolean()) parties.put(Role.INVESTOR, largeCompany(random));
        }
        case ACQUISITION -> {
          if (!partial) parties.put(Role.ACQUIRER, other);
          parties.put(Role.TARGET, object);
        }
        case CONTRACT -> {
          parties.put(Role.CUSTOMER, other);
          parties.put(Role.PROVIDER, object);
        }
        case INVESTMENT -> {
          parties.put(Role.INVESTOR, other);
          parties.put(Role.RECIPIENT, object);
        }
        case MERGER, PARTNERSHIP, JOINT_VENTURE -> {
          parties.put(type.roles().getFirst(), object);
          parties.put(Role.AUTHORITY, other);
        }
        case IPO -> parties.put(Role.ISSUER, object);
        case DEBT -> {
          parties.put(Role.BORROWER, object);
          parties.put(Role.LENDER, other);
        }
        case LEGAL -> {
          parties.put(Role.PLAINTIFF, other);
          parties.put(Role.DEFENDANT, object);
        }
      }
    }

    LocalDate day() {
      return day;
    }

    boolean again() {
      return again;
    }

    String headline(Vocabulary vocabulary) {
      return String.join(" ", parties.values()) + " " + trigger(vocabulary);
    }

    private String trigger(Vocabulary vocabulary) {
      return vocabulary.triggers().getOrDefault(type, type.id());
    }

    /** The sentence that tells it, at the body's start. */
    DealMention mention(
        Vocabulary vocabulary,
        StringBuilder body,
        int offset,
        List<Entity> entities,
        Random random) {
      List<Argument> arguments = new ArrayList<>();
      int from = offset + body.length();
      Span trigger = new Span(from, from);
      for (var party : parties.entrySet()) {
        String name = party.getValue();
        Entity entity = entity(name, offset + body.length());
        entities.add(entity);
        // The second party of a merger or partnership has the role of the first.
        Role role =
            party.getKey() == Role.AUTHORITY && type != DealType.LEGAL
                ? type.roles().getFirst()
                : party.getKey();
        arguments.add(new Argument(role, name, name, entity.span(), entity.company()));
        body.append(name).append(' ');
        if (arguments.size() == 1) {
          int at = offset + body.length();
          String word = trigger(vocabulary);
          trigger = new Span(at, at + word.length());
          body.append(word).append(' ');
        }
      }
      Amount amount = null;
      if (value != null) {
        int at = offset + body.length();
        String text = value.toPlainString() + " " + currency;
        body.append(text).append(' ');
        Modality modality = random.nextInt(4) == 0 ? Modality.MORE_THAN : Modality.EXACTLY;
        amount =
            new Amount(
                new Span(at, at + text.length()),
                text,
                value,
                value,
                modality == Modality.EXACTLY ? value : null,
                modality,
                currency);
      }
      body.append(words(vocabulary, random, 6)).append('.');
      Span sentence = new Span(from, offset + body.length());
      return new DealMention(
          type,
          status,
          true,
          0.5 + random.nextInt(5) / 10.0,
          arguments,
          amount,
          false,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of(new Evidence(sentence, trigger, "generated")));
    }
  }
}
