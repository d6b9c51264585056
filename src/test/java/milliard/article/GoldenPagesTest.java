package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import milliard.article.ArticleReader.Reading;
import milliard.fetch.Page;
import milliard.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of {@code corpus/<lang>/pages}: a folder for each trouble, with the page as its bytes
 * came and the whole article that must come out of it. A member that {@code article.json} does not
 * have must be absent; {@code body} is the list of paragraphs.
 */
class GoldenPagesTest {
  private static final Path CORPUS = Path.of("corpus");
  private static final int LEAST = 60;
  private final ArticleReader reader = new ArticleReader();

  static List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String language : List.of("en", "fr")) {
      try (Stream<Path> found = Files.list(CORPUS.resolve(language).resolve("pages"))) {
        found.filter(Files::isDirectory).sorted().forEach(folders::add);
      }
    }
    return folders;
  }

  static Page page(Path folder, Json gold) throws IOException {
    Json page = gold.get("page").orElseThrow();
    Optional<String> type = page.string("contentType");
    return new Page(
        URI.create(page.string("url").orElseThrow()),
        page.string("status").map(Integer::valueOf).orElse(200),
        type.isEmpty() ? Map.of() : Map.of("content-type", List.of(type.get())),
        Files.readAllBytes(folder.resolve("page.html")),
        page.string("fetched").map(Instant::parse).orElse(Instant.EPOCH));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void thePageGivesItsArticle(Path folder) throws IOException, Json.JsonException {
    assertThat(folder.resolve("page.html")).exists();
    assertThat(folder.resolve("article.json")).exists();
    Json gold = Json.read(Files.readString(folder.resolve("article.json")));
    switch (reader.read(page(folder, gold))) {
      case Reading.Found(var article) -> {
        Json.Obj expected = (Json.Obj) gold;
        var members = new java.util.LinkedHashMap<>(expected.members());
        members.remove("page");
        assertThat(json(article).writePretty()).isEqualTo(new Json.Obj(members).writePretty());
      }
      case Reading.NotAnArticle(var reason, var headline, var published) -> {
        assertThat(reason).startsWith(gold.string("notAnArticle").orElse("an article"));
        assertThat(headline).isEqualTo(gold.string("headline").orElse(""));
        assertThat(published == null ? null : published.toString())
            .isEqualTo(gold.string("published").orElse(null));
      }
    }
  }

  @Test
  void thereAreEnoughOfThem() throws IOException {
    assertThat(folders()).hasSizeGreaterThanOrEqualTo(LEAST);
  }

  static Json json(Article article) {
    var object = Json.object();
    if (article.url() != null) object.put("url", article.url().toString());
    if (article.language() != null) object.put("language", article.language().code());
    object.put("headline", article.headline());
    if (!article.authors().isEmpty()) object.put("authors", Json.strings(article.authors()));
    if (article.published() != null) object.put("published", article.published().toString());
    if (article.modified() != null) object.put("modified", article.modified().toString());
    object.put("site", article.site());
    object.put("section", article.section());
    if (!article.tags().isEmpty()) object.put("tags", Json.strings(article.tags()));
    object.put("description", article.description());
    if (article.image() != null) object.put("image", article.image().toString());
    if (article.paywalled()) object.put("paywalled", true);
    object.put("body", Json.strings(List.of(article.body().split("\n\n"))));
    return object.build();
  }
}
