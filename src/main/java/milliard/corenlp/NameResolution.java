package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import milliard.company.Companies;
import milliard.company.Company;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * Gives each name of a document its fullest form and its company: a short form is the longer name
 * that it begins, where the document has one and no company of the short name is known ("Mistral" …
 * "Mistral AI"; but "Google" and "Google Cloud" are two).
 */
final class NameResolution {
  private final Companies companies;
  private final Map<String, String> fullNames = new HashMap<>();

  private NameResolution(Companies companies, List<Entity> entities) {
    this.companies = companies;
    for (EntityType type : List.of(EntityType.ORG, EntityType.PER)) {
      List<String> names =
          entities.stream().filter(e -> e.type() == type).map(Entity::text).distinct().toList();
      for (String name : names) {
        String longer =
            type == EntityType.ORG ? longerCompany(name, names) : longerPerson(name, names);
        if (longer != null) fullNames.put(type + name, longer);
      }
    }
  }

  /** The same names with {@code name} and {@code company}; those that the user refused left out. */
  static List<Entity> resolve(Document document, List<Entity> entities, Companies companies) {
    NameResolution resolution = new NameResolution(companies, entities);
    resolution.acronyms(document, entities);
    List<Entity> resolved = new ArrayList<>();
    for (Entity entity : entities) {
      if (entity.type() == EntityType.ORG && companies.isNone(entity.text())) continue;
      resolved.add(resolution.resolve(entity));
    }
    return resolved;
  }

  private Entity resolve(Entity entity) {
    String full = fullNames.getOrDefault(entity.type() + entity.text(), entity.text());
    if (entity.type() != EntityType.ORG) {
      return new Entity(entity.type(), entity.span(), entity.text(), full, null);
    }
    Company company = companies.resolve(full);
    return new Entity(entity.type(), entity.span(), entity.text(), company.name(), company.id());
  }

  private @Nullable String longerCompany(String name, List<String> names) {
    if (companies.known(name).isPresent()) return null;
    String longer = null;
    for (String other : names) {
      if (!startsWithWords(other, name)) continue;
      if (longer == null || startsWithWords(longer, other)) longer = other;
    }
    return longer;
  }

  /** "Silvanus" is "Leandro Silvanus", "Maya" is "Maya Lind", where there is one such. */
  private static @Nullable String longerPerson(String name, List<String> names) {
    String longer = null;
    for (String other : names) {
      if (other.endsWith(" " + name) || other.startsWith(name + " ")) {
        if (longer != null) return null;
        longer = other;
      }
    }
    return longer;
  }

  private static boolean startsWithWords(String longer, String name) {
    return longer.length() > name.length() + 1
        && longer.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
        && !Character.isLetterOrDigit(longer.charAt(name.length()));
  }

  /**
   * "Caisse des Dépôts et consignations (CDC)": capitals in brackets behind the name they abridge.
   */
  private void acronyms(Document document, List<Entity> entities) {
    for (int i = 1; i < entities.size(); i++) {
      Entity longer = entities.get(i - 1);
      Entity acronym = entities.get(i);
      if (longer.type() != EntityType.ORG
          || acronym.type() != EntityType.ORG
          || acronym.span().start() != longer.span().end() + 2
          || document.text().charAt(longer.span().end() + 1) != '(') {
        continue;
      }
      if (isAcronym(acronym.text(), longer.text()) && companies.known(acronym.text()).isEmpty()) {
        fullNames.put(EntityType.ORG + acronym.text(), longer.text());
      }
    }
  }

  /** Whether its capitals are the initials of the longer name, in order. */
  private static boolean isAcronym(String acronym, String longer) {
    int at = 0;
    for (String word : longer.split("[\\s'’-]+")) {
      if (!word.isEmpty()
          && at < acronym.length()
          && Character.toUpperCase(word.charAt(0)) == acronym.charAt(at)) {
        at++;
      }
    }
    return at >= 2 && at == acronym.length();
  }
}
