package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageIdentifierTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr | Mistral lève 600 millions d’euros auprès de fonds américains
          fr | la pepite lyonnaise leve 12 millions pour ses batteries
          fr | OVHcloud rachète ForePaaS
          fr | Le géant du cloud signe un contrat de dix milliards avec Google
          en | Mistral raises €600m from American funds
          en | adobe to buy figma in deal worth $20bn
          en | Nvidia and OpenAI strike chip pact
          en | The start-up, based in Paris, was bought by its French rival
          de | SAP kauft den Berliner Anbieter für 1,2 Milliarden Euro
          es | La empresa cerró una ronda de 40 millones de euros
          it | La società ha acquistato il gruppo per due miliardi
          pt | A empresa levantou 30 milhões de euros numa ronda
          nl | Het bedrijf haalt vijftig miljoen euro op bij investeerders
          ca | L’empresa ha tancat una ronda de finançament de deu milions
          oc | L’entrepresa a crompat una societat de Tolosa e los obrièrs son dins las carrièras per aquò
          ro | Compania a strâns zece milioane de euro de la investitori
          da | Virksomheden har rejst halvtreds millioner kroner hos sine investorer
          sv | Bolaget tar in femtio miljoner kronor från sina ägare
          la | Societas illa pecuniam magnam ab argentariis accepit, ut opera nova conderet
          pl | Spółka pozyskała dwadzieścia milionów złotych od inwestorów
          ru | Компания привлекла двадцать миллионов долларов
          ja | 同社は二十億円を調達した。
          """)
  void tellsALanguageByOneSentence(String code, String text) {
    assertThat(LanguageIdentifier.identify(text).orElseThrow().code()).isEqualTo(code);
  }

  /** Galician may pass for Portuguese; neither it nor Luxembourgish for French or English. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A empresa pechou onte unha rolda de financiamento de dez millóns cos seus socios do país",
        "Eng Firma aus der Stad huet zéng Milliounen Euro vun hiren Investisseure kritt"
      })
  void aNeighbourIsNotTakenForFrenchOrEnglish(String text) {
    assertThat(LanguageIdentifier.identify(text).orElseThrow().code()).isNotIn("fr", "en");
  }

  @Test
  void aTextWithoutLettersHasNone() {
    assertThat(LanguageIdentifier.identify("12 % — 3,4 €")).isEmpty();
    assertThat(LanguageIdentifier.identify("")).isEmpty();
  }

  @Test
  void isTheSameInEveryLocale() {
    var before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
      assertThat(LanguageIdentifier.identify("INSIDE THE INDUSTRY'S BIGGEST DEAL").orElseThrow())
          .isEqualTo(milliard.text.Language.ENGLISH);
    } finally {
      java.util.Locale.setDefault(before);
    }
  }
}
