package milliard.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompaniesTest {
  private static final Companies COMPANIES = Companies.common();

  @ParameterizedTest
  @CsvSource({
    "Meta, meta",
    "Meta Platforms, meta",
    "META, meta",
    "Facebook Inc., meta",
    "Informatica Inc., informatica",
    "informatica, informatica",
    "L’Oréal, loreal",
  })
  void aNameAsItWasWrittenIsItsCompany(String name, String id) {
    assertThat(COMPANIES.resolve(name).id()).isEqualTo(id);
    assertThat(COMPANIES.resolve(name).known()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Commission européenne, European Commission",
    "Cour pénale internationale, International Criminal Court",
    "Conseil de l’Europe, Council of Europe",
    "Organisation mondiale du commerce, WTO",
    "ministère des Armées, French Ministry of Defence",
    "département américain de la Justice, US Justice Department",
    "Banque européenne pour la reconstruction et le développement, EBRD",
  })
  void anInstitutionHasOneIdInBothLanguages(String french, String english) {
    assertThat(COMPANIES.resolve(french).known()).isTrue();
    assertThat(COMPANIES.resolve(french).id()).isEqualTo(COMPANIES.resolve(english).id());
  }

  @Test
  void aSubsidiaryIsACompanyOfItsOwn() {
    assertThat(COMPANIES.resolve("Google Cloud").id())
        .isNotEqualTo(COMPANIES.resolve("Google").id());
    assertThat(COMPANIES.resolve("Mistral AI").id()).isEqualTo(COMPANIES.resolve("Mistral").id());
  }

  @ParameterizedTest
  @CsvSource({
    "Zorbelia, zorbelia",
    "ZORBELIA S.A.S., zorbelia",
    "Zorbélia SAS, zorbelia",
    "Zorbelia Robotics GmbH, zorbelia-robotics",
    "Zorbelia & Fils, zorbelia-fils",
    "Société, societe",
  })
  void theIdOfAnUnknownNameComesFromTheNameAlone(String name, String id) {
    for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH, Locale.of("tr"))) {
      Locale before = Locale.getDefault();
      Locale.setDefault(locale);
      try {
        assertThat(COMPANIES.resolve(name).id()).isEqualTo(id);
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  @Test
  void correctionsAreReplayed() {
    Companies corrected =
        COMPANIES.corrected(
            List.of(
                "# mine",
                "same Zorbelia Labs = zorbelia",
                "name zorbelia = Zorbelia Group",
                "not ChatGPT",
                "same facebook-marketplace-ltd = meta"),
            "corrections.txt");
    assertThat(corrected.resolve("Zorbelia Labs SAS").name()).isEqualTo("Zorbelia Group");
    assertThat(corrected.resolve("Zorbelia").id()).isEqualTo("zorbelia");
    assertThat(corrected.isNone("ChatGPT")).isTrue();
    assertThat(corrected.isNone("Meta")).isFalse();
    assertThat(corrected.resolve("Facebook Marketplace Ltd").id()).isEqualTo("meta");
    assertThat(COMPANIES.resolve("Zorbelia Labs").id()).isEqualTo("zorbelia-labs");
  }

  @Test
  void twoKnownCompaniesCanBeMerged() {
    Companies corrected = COMPANIES.corrected(List.of("same instagram = meta"), "corrections.txt");
    assertThat(corrected.resolve("Instagram").id()).isEqualTo("meta");
    assertThat(corrected.byId("instagram")).isEmpty();
  }

  @Test
  void aMalformedCorrectionNamesItsPlace() {
    assertThatThrownBy(() -> COMPANIES.corrected(List.of("", "merge a b"), "my.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("my.txt:2")
        .hasMessageContaining("merge a b");
  }

  @Test
  void theTableIsInOrder() {
    Map<String, String> names = new HashMap<>();
    for (Company company : COMPANIES.all()) {
      assertThat(company.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(names.put(NameKey.full(company.name()), company.id())).as(company.name()).isNull();
      for (String ambiguous : company.ambiguous()) {
        assertThat(company.name().equals(ambiguous) || company.aliases().contains(ambiguous))
            .as("%s: ambiguous %s is one of its names", company.id(), ambiguous)
            .isTrue();
      }
    }
    assertThat(COMPANIES.all()).hasSizeGreaterThan(4000);
  }

  @Test
  void searchFindsByAnyName() {
    assertThat(COMPANIES.search("facebook")).extracting(Company::id).contains("meta");
  }
}
