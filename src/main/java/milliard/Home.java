package milliard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import milliard.company.Companies;
import milliard.deal.Corrections;
import milliard.deal.Rates;
import milliard.index.DealIndex;

/**
 * The folder of one user's news: {@code index/}, {@code warc/}, {@code crawl.db}, and what the user
 * has put right, {@code companies.txt} and {@code deals.txt}.
 *
 * @param folder made at the first writing
 */
public record Home(Path folder) {
  /** Where Lucene's files are. */
  public Path index() {
    return folder.resolve("index");
  }

  /** Where fetched pages are archived. */
  public Path warc() {
    return folder.resolve("warc");
  }

  /** Corrections of companies: merge these, this is none, this is the canonical name. */
  public Path companyCorrections() {
    return folder.resolve("companies.txt");
  }

  /** Corrections of deals: same, apart, not a deal, wrong role. */
  public Path dealCorrections() {
    return folder.resolve("deals.txt");
  }

  /** Saved queries and what they have told. */
  public Path alerts() {
    return folder.resolve("alerts");
  }

  /** The European Central Bank's file of rates, where the user has put one. */
  public Path rates() {
    return folder.resolve("eurofxref-hist.csv");
  }

  /**
   * The reader, with the user's companies.
   *
   * @throws IllegalArgumentException with file and line if a correction has no known form
   */
  public Milliard milliard() throws IOException {
    return Milliard.open(companies());
  }

  /**
   * The table of companies, with the user's corrections.
   *
   * @throws IllegalArgumentException with file and line if a correction has no known form
   */
  public Companies companies() throws IOException {
    return Files.exists(companyCorrections())
        ? Companies.common().corrected(companyCorrections())
        : Companies.common();
  }

  /** Rates: the bank's file over the ones that ship. */
  public Rates exchangeRates() throws IOException {
    return Files.exists(rates()) ? Rates.standard().with(rates()) : Rates.standard();
  }

  /** The index for reading and writing, made if it is not there. */
  public DealIndex open() throws IOException {
    return DealIndex.open(index(), exchangeRates(), Corrections.read(dealCorrections()));
  }

  /** The index for searching. */
  public DealIndex openReadOnly() throws IOException {
    return DealIndex.openReadOnly(index(), exchangeRates());
  }
}
