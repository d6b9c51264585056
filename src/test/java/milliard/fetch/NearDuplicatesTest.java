package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearDuplicatesTest {
  private static final String WIRE =
      """
      Le fabricant de batteries Ampcore a annoncé mardi avoir levé 120 millions d'euros auprès de \
      trois fonds européens afin d'achever son usine de Dunkerque, dont le chantier avait pris du \
      retard. L'opération, menée par Norrvik Capital, valorise la société 640 millions d'euros. \
      Ampcore emploie 310 personnes et prévoit d'en recruter 200 autres avant la fin de l'année \
      prochaine. Son directeur général, Paul Aubry, a indiqué que les premières cellules seraient \
      livrées au printemps à deux constructeurs de camions, sans citer de noms. La région et l'État \
      ont apporté 45 millions d'euros de subventions au projet.\
      """;
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  @TempDir Path home;
  private NearDuplicates texts;

  @BeforeEach
  void open() throws Exception {
    texts = NearDuplicates.open(home);
  }

  @AfterEach
  void close() throws Exception {
    texts.close();
  }

  @Test
  void aWireCopyIsLinkedToTheFirst() throws Exception {
    assertThat(texts.put("a", "http://a.example/", WIRE, NOW)).isEmpty();
    var copy =
        texts.put(
            "b",
            "http://b.example/",
            WIRE.replace("a annoncé mardi avoir levé", "a dit avoir levé") + " (avec l'agence)",
            NOW);
    assertThat(copy).get().extracting(NearDuplicates.Copy::id).isEqualTo("a");
    assertThat(texts.put("c", "http://c.example/", "AMPCORE. " + WIRE, NOW))
        .get()
        .extracting(NearDuplicates.Copy::id)
        .isEqualTo("a");
    assertThat(texts.copies("a")).extracting(NearDuplicates.Copy::id).containsExactly("b", "c");
  }

  @Test
  void anotherTextOnTheSameIsNot() throws Exception {
    texts.put("a", "http://a.example/", WIRE, NOW);
    assertThat(
            texts.put(
                "b",
                "http://b.example/",
                """
                Dunkerque aura bien son usine de batteries. Ampcore vient de réunir 120 millions \
                d'euros, a-t-on appris mardi, ce qui doit lui permettre de terminer un chantier en \
                retard de plusieurs mois. Norrvik Capital conduit le tour de table et la jeune \
                pousse vaut désormais 640 millions d'euros. Les livraisons débuteront au printemps \
                selon son patron Paul Aubry, qui garde pour lui l'identité de ses deux clients.\
                """,
                NOW))
        .isEmpty();
  }

  @Test
  void theSameAgainIsNoCopyOfItself() throws Exception {
    texts.put("a", "http://a.example/", WIRE, NOW);
    texts.put("b", "http://b.example/", WIRE, NOW);
    assertThat(texts.put("a", "http://a.example/", WIRE, NOW)).isEmpty();
    assertThat(texts.copies("a")).extracting(NearDuplicates.Copy::id).isEqualTo(List.of("b"));
  }

  @Test
  void shortTextsAndOldOnesAreLeftAlone() throws Exception {
    assertThat(texts.put("a", "u", "Ampcore lève 120 millions.", NOW)).isEmpty();
    assertThat(texts.put("b", "u", "Ampcore lève 120 millions.", NOW)).isEmpty();
    texts.put("c", "u", WIRE, NOW.minus(Duration.ofDays(40)));
    assertThat(texts.put("d", "u", WIRE, NOW)).isEqualTo(Optional.empty());
  }
}
