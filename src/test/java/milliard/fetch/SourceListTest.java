package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import milliard.fetch.SourceList.SourceListException;
import milliard.text.Language;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceListTest {
  @TempDir Path folder;

  @Test
  void theBundledListHasBothLanguagesAndNoneTwice() {
    List<Source> sources = SourceList.bundled();
    assertThat(sources).hasSizeGreaterThanOrEqualTo(60);
    var byLanguage =
        sources.stream().collect(Collectors.groupingBy(Source::language, Collectors.counting()));
    assertThat(byLanguage.keySet()).containsExactlyInAnyOrder(Language.FRENCH, Language.ENGLISH);
    assertThat(byLanguage.values()).allSatisfy(n -> assertThat(n).isGreaterThan(30));
    assertThat(sources).extracting(Source::url).doesNotHaveDuplicates();
    assertThat(sources).extracting(Source::name).doesNotHaveDuplicates();
    assertThat(sources).allSatisfy(s -> assertThat(s.url()).startsWith("https://"));
  }

  @Test
  void yaml() throws Exception {
    assertThat(
            read(
                "a.yaml",
                """
                - name: Les Nuages
                  url: http://www.lesnuages.example/feed.xml
                  language: fr
                  sites: [nuages.example]
                - http://b.example/
                """))
        .containsExactly(
            new Source(
                "Les Nuages",
                "http://www.lesnuages.example/feed.xml",
                Language.FRENCH,
                List.of("nuages.example")),
            new Source("b.example", "http://b.example/", null, List.of()));
  }

  @Test
  void opml() throws Exception {
    assertThat(
            read(
                "a.opml",
                """
                <?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x "y">]>
                <opml version="2.0"><body><outline text="Tech">
                <outline type="rss" text="A &amp; B" xmlUrl="http://a.example/feed" language="en-GB"/>
                <outline text="C" htmlUrl="http://c.example/"/>
                </outline></body></opml>
                """))
        .containsExactly(
            new Source("A & B", "http://a.example/feed", Language.ENGLISH, List.of()),
            new Source("C", "http://c.example/", null, List.of()));
  }

  @Test
  void anAddressIsASource() throws Exception {
    assertThat(SourceList.read("https://a.example/feed"))
        .containsExactly(Source.of("https://a.example/feed"));
  }

  @Test
  void faultsSayWhereAndWhatWasExpected() {
    assertThatThrownBy(() -> SourceList.read("no.yaml"))
        .isInstanceOf(SourceListException.class)
        .hasMessageContaining("no file no.yaml");
    assertThatThrownBy(() -> read("b.yaml", "- {name: x}"))
        .hasMessageContaining("b.yaml: source 1 has no url");
    assertThatThrownBy(() -> read("c.yaml", "- {url: 'ftp://x'}"))
        .hasMessageContaining("source 1")
        .hasMessageContaining("expected an http(s) address");
    assertThatThrownBy(() -> read("d.yaml", "- {url: 'http://x.example', language: French}"))
        .hasMessageContaining("source 1")
        .hasMessageContaining("ISO 639");
    assertThatThrownBy(() -> read("e.opml", "<opml/>")).hasMessageContaining("names no source");
  }

  @Test
  void itemsMayPointToTheirOwnSiteOnly() {
    var source = new Source("", "https://feeds.bbci.co.uk/rss", null, List.of("bbc.com"));
    assertThat(source.mayPointTo(HttpUrl.get("https://www.bbc.com/news/1"))).isTrue();
    assertThat(source.mayPointTo(HttpUrl.get("https://x.bbci.co.uk/1"))).isTrue();
    assertThat(source.mayPointTo(HttpUrl.get("https://other.co.uk/1"))).isFalse();
    assertThat(source.mayPointTo(HttpUrl.get("https://notbbc.com/1"))).isFalse();
    var any = new Source("", "https://a.example/rss", null, List.of("*"));
    assertThat(any.mayPointTo(HttpUrl.get("https://b.example/1"))).isTrue();
  }

  private List<Source> read(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return SourceList.read(file.toString());
  }
}
