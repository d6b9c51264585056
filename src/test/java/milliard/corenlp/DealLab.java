package milliard.corenlp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import milliard.article.Article;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.gold.DealScore;
import milliard.mention.gold.GoldArticle;
import milliard.text.Language;

/**
 * Error study on the gold: {@code DealLab oracle|real dev|test LANG [SLUG-PART]}; with oracle the
 * names are the gold ones. Prints every telling of the articles whose file name contains SLUG-PART.
 */
final class DealLab {
  private DealLab() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("say")) {
      for (String text : List.of(args).subList(2, args.length)) say(text, Language.of(args[1]));
      return;
    }
    boolean oracle = args[0].equals("oracle");
    for (String code : args[2].split(",")) {
      Language language = Language.of(code);
      DealScore score = new DealScore();
      long nanos = System.nanoTime();
      for (GoldArticle gold :
          GoldArticle.folder(Path.of("corpus", code, "deals", args[1]), language)) {
        boolean show = args.length > 3 && gold.slug().contains(args[3]);
        if (args.length > 3 && !show) continue;
        Document document = Extractor.document(gold.article(), language);
        if (oracle) document = document.withEntities(entities(gold));
        var dates = DateReader.of(language).read(document.text(), gold.article().published().day());
        DealFinder.Result result =
            DealFinder.of(language).find(document, dates, gold.article().published().day());
        if (show) {
          for (Sentence s : document.sentences()) {
            System.out.println(s);
            result.frames().stream()
                .filter(f -> f.clause.sentence == s)
                .forEach(f -> System.out.println("      " + f));
          }
          gold.deals().forEach(d -> System.out.println("gold " + d));
        }
        int before = score.misses().size();
        score.add(
            gold,
            new AnnotatedArticle(
                gold.article(),
                document.entities(),
                document.amounts(),
                document.percents(),
                dates,
                result.deals(),
                List.of()));
        if (System.getProperty("why") != null) {
          List<String> misses = score.misses().subList(before, score.misses().size());
          for (String miss : misses) {
            if (!miss.startsWith("missed")
                && !miss.startsWith("wrong")
                && !miss.startsWith("spurious")) continue;
            System.out.println("## " + miss);
            String type = miss.substring(miss.indexOf(": ") + 2).split(" ")[0];
            if (miss.startsWith("spurious") || miss.startsWith("wrong")) {
              result.frames().stream()
                  .filter(f ->
                      f.type().id().equals(type)
                          && miss.contains("{" + f.rule.name())
                          && f.marks.contains("strong"))
                  .forEach(
                      f -> System.out.println("   " + f + "\n        " + f.clause.sentence.text()));
            }
            if (!miss.startsWith("missed")) continue;
            for (Sentence s : document.sentences()) {
              Document d = document;
              long here =
                  d.entities(s).stream()
                      .filter(e -> miss.contains(e.name()) || miss.contains(e.text()))
                      .map(e -> e.name())
                      .distinct()
                      .count();
              boolean telling =
                  result.frames().stream()
                      .anyMatch(f -> f.clause.sentence == s && f.type().id().equals(type));
              if (here < 2 && !(here > 0 && telling)) continue;
              System.out.println("   " + s);
              result.frames().stream()
                  .filter(f -> f.clause.sentence == s && f.type().id().equals(type))
                  .forEach(f -> System.out.println("        " + f));
            }
          }
        }
      }
      if (!args[1].equals("test")) {
        score.misses().stream().sorted().forEach(System.out::println);
      }
      System.out.println("== " + code + " " + (System.nanoTime() - nanos) / 1_000_000 + " ms");
      System.out.print(score);
    }
  }

  private static void say(String text, Language language) {
    Document document = Extractor.document(Article.ofText(text, language, null), language);
    DealFinder.Result result = DealFinder.of(language).find(document, List.of(), null);
    System.out.println(document.sentences().stream().map(Sentence::tokens).toList());
    document.entities().forEach(e -> System.out.println("  " + e.type() + " " + e.text()));
    document.amounts().forEach(a -> System.out.println("  " + a.text()));
    result.frames().forEach(f -> System.out.println("      " + f));
    result.deals().forEach(d -> System.out.println("  => " + d));
  }

  static List<Entity> entities(GoldArticle gold) {
    List<Entity> entities = new ArrayList<>();
    List<String> names = new ArrayList<>();
    gold.deals().forEach(d -> d.roles().values().forEach(names::addAll));
    for (GoldArticle.Mark mark : gold.marks()) {
      if (mark.type().equals("MONEY") || mark.type().equals("PERCENT")) continue;
      String full =
          names.stream()
              .filter(n -> n.equals(mark.text()))
              .findFirst()
              .orElseGet(() ->
                  names.stream()
                      .filter(n -> (" " + n + " ").contains(" " + mark.text() + " "))
                      .findFirst()
                      .orElse(mark.text()));
      entities.add(
          new Entity(EntityType.valueOf(mark.type()), mark.span(), mark.text(), full, null));
    }
    return entities;
  }
}
