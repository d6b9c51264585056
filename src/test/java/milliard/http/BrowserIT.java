package milliard.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import milliard.Alerts;
import milliard.Home;
import milliard.index.DealIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page as a reader has it, in a real browser. Pictures of every page in both themes, wide and
 * narrow, are in {@code target/screens} afterwards.
 */
class BrowserIT {
  private static final Path SCREENS = Path.of("target", "screens");
  private static final LocatorAssertions.IsVisibleOptions MODELS_LOADED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(180_000);

  @TempDir static Path folder;
  @TempDir static Path hostile;

  private static Playwright playwright;
  private static Browser browser;
  private static Server server;
  private static String axe;

  @BeforeAll
  static void start() throws Exception {
    Path chromium = Chromium.find().orElse(null);
    if (chromium == null) {
      String loud = "NO BROWSER TEST WAS RUN: no Chromium on this machine, and none installable";
      System.err.println("\n**** " + loud + " ****\n");
      abort(loud);
      return;
    }
    Home home = Sample.home(folder);
    try (DealIndex index = home.openReadOnly()) {
      new Alerts(home.alerts()).add(new Alerts.Alert("cloud", "type:contract", null), index);
    }
    server = Server.start(home, Binding.LOOPBACK.port(0));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(Chromium.OPTIONS));
    try (InputStream in = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.createDirectories(SCREENS);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) browser.close();
    if (playwright != null) playwright.close();
    if (server != null) server.close();
  }

  /** A reader's window. At its end nothing may have gone wrong in it, and no other host asked. */
  private static final class Window implements AutoCloseable {
    final Page page;
    private final BrowserContext context;
    private final Server at;
    private final List<String> wrong = new ArrayList<>();

    Window(String locale) {
      this(server, locale, 1280);
    }

    Window(Server at, String locale, int width) {
      this.at = at;
      context =
          browser.newContext(
              new Browser.NewContextOptions().setLocale(locale).setViewportSize(width, 850));
      context.setDefaultTimeout(20_000);
      // A violation of the policy is told by the browser on the console too.
      page = context.newPage();
      page.onRequest(request -> {
        if (!request.url().startsWith(at.address().toString())) wrong.add("asks " + request.url());
      });
      page.onConsoleMessage(message -> {
        boolean status = message.text().startsWith("Failed to load resource");
        if (message.type().equals("error") && !status) wrong.add("console: " + message.text());
      });
      page.onPageError(error -> wrong.add("script: " + error));
      page.onDialog(dialog -> {
        wrong.add("dialog: " + dialog.message());
        dialog.dismiss();
      });
      page.onPopup(popup -> wrong.add("popup: " + popup.url()));
    }

    Window open(String path) {
      page.navigate(at.address().resolve(path).toString());
      page.locator("main[data-ready]").waitFor();
      return this;
    }

    Locator named(AriaRole role, String name) {
      return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    String query() {
      return page.locator("#q").inputValue();
    }

    @Override
    public void close() {
      context.close();
      assertThat(wrong).as("went wrong in the browser").isEmpty();
    }
  }

  private static String q(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  @Test
  void aSearchIsTypedWithSuggestionsAndSaidBack() {
    try (var window = new Window("en-GB").open("/")) {
      Locator box = window.named(AriaRole.COMBOBOX, "Search deals");
      box.pressSequentially("acquirer:goo");
      Locator first = window.page.locator("#suggestions [role=option]").first();
      assertThat(first).containsText("Google");
      assertThat(box).hasAttribute("aria-expanded", "true");
      box.press("ArrowDown");
      assertThat(first).hasAttribute("aria-selected", "true");
      box.press("Enter");
      assertThat(window.page.locator("#total")).hasText("1 deal");
      assertThat(window.page.locator("#meaning")).hasText("acquirer exactly “Google”");
      assertThat(window.query()).isEqualTo("acquirer:\"Google\"");
      assertThat(window.page.url()).contains("acquirer");

      box.fill("rachat plus de 500 millions");
      box.press("Enter");
      assertThat(window.page.locator("#meaning")).containsText("type Acquisition");
      assertThat(window.page.locator(".deal")).hasCount(1);

      box.fill("google (wiz");
      box.press("Enter");
      assertThat(window.page.getByRole(AriaRole.ALERT)).containsText("at column 8");
      window.page.goBack();
      assertThat(window.page.locator(".deal")).hasCount(1);
    }
  }

  @Test
  void aFacetNarrowsAndIsTakenBack() {
    try (var window = new Window("en-GB").open("/")) {
      Locator total = window.page.locator("#total");
      assertThat(total).hasText("6 deals");
      Locator funding = window.page.locator("[data-facet='type:funding']");
      funding.click();
      assertThat(total).hasText("2 deals");
      assertThat(funding).hasAttribute("aria-pressed", "true");
      assertThat(window.query()).isEqualTo("type:funding");
      window.page.locator("[data-facet='year:2024']").click();
      assertThat(total).hasText("1 deal");
      assertThat(window.page.locator(".deal h2")).containsText("Pigment");
      funding.click();
      assertThat(window.page.locator("[data-facet='type:funding']"))
          .hasAttribute("aria-pressed", "false");
      assertThat(window.query()).isEqualTo("date:2024");
    }
  }

  @Test
  void aDealTellsWhoSaysWhatAndLeadsOn() {
    try (var window = new Window("en-GB").open("/?q=target:wiz")) {
      Page page = window.page;
      Locator card = page.locator(".deal").first();
      assertThat(card.locator(".sum")).containsText("$32bn");
      assertThat(card.locator(".sum")).containsText("€");
      assertThat(card.locator(".life li")).hasCount(2);
      card.getByRole(
              AriaRole.LINK,
              new Locator.GetByRoleOptions().setName(Pattern.compile("All claims and evidence")))
          .click();
      assertThat(page.locator("h1")).hasText("Google acquirer · Wiz target");
      assertThat(page.locator(".cards > li")).hasCount(3);
      assertThat(page.locator(".disagree")).containsText("amount");
      assertThat(page.locator("blockquote[lang=fr] mark.trigger")).hasText("rachète");
      Locator read = page.locator("a.out").first();
      assertThat(read).hasAttribute("rel", "noopener noreferrer nofollow");

      page.locator("li a[href^='/articles/']").first().click();
      assertThat(page.locator(".text mark.amount")).hasCount(1);
      assertThat(page.locator(".text mark.ORG")).hasCount(2);
      page.locator(".text a[href='/companies/wiz']").first().click();
      assertThat(page.locator("h1")).hasText("Wiz");
      assertThat(page.locator("figure svg .node")).hasCount(2);
      page.locator("figure svg a[href='/companies/google']").click();
      assertThat(page.locator("h1")).hasText("Google");
    }
  }

  @Test
  void chartsLeadToTheirDeals() {
    try (var window = new Window("en-GB").open("/charts")) {
      Page page = window.page;
      assertThat(page.locator("figure")).hasCount(4);
      page.locator("figure").first().locator("summary").click();
      page.locator("figure").first().locator("td a").first().click();
      assertThat(page.locator("#total")).hasText("1 deal");
      assertThat(window.query()).matches("type:\\w+ date:[-.\\d]+");
      page.goBack();
      page.locator("rect.goes.t-acquisition").first().click();
      assertThat(page.locator("#total")).hasText("1 deal");
      assertThat(page.locator(".deal h2")).containsText("Wiz");
      page.goBack();
      page.locator("figure").last().locator("summary").click();
      window.page.getByText("Google buys Wiz").last().click();
      assertThat(window.query()).isEqualTo("company:\"Google\" company:\"Wiz\"");
    }
  }

  @Test
  void theLanguageIsTheReadersAndCanBeSwitched() {
    try (var window = new Window("fr-FR").open("/?q=target:wiz")) {
      assertThat(window.page.locator("nav a").first()).hasText("Opérations");
      assertThat(window.page.locator("html")).hasAttribute("lang", "fr");
      assertThat(window.page.locator(".sum").first())
          .containsText(Pattern.compile("32\\sMd\\s\\$"));
      assertThat(window.page.locator(".tags").first()).containsText("mars 2025");
    }
    try (var window = new Window("en-US").open("/?q=target:wiz")) {
      Page page = window.page;
      assertThat(page.locator(".tags").first()).containsText("March 2025");
      window.named(AriaRole.COMBOBOX, "Language").selectOption("fr");
      assertThat(page.locator("#total")).hasText("1 opération");
      assertThat(page.locator("html")).hasAttribute("lang", "fr");
      page.reload();
      assertThat(page.locator("#total")).hasText("1 opération");
    }
    try (var window = new Window("de-DE").open("/")) {
      assertThat(window.page.locator("html")).hasAttribute("lang", "en");
    }
  }

  @Test
  void aPastedTextIsReadAndTheReasonsAreShown() {
    try (var window = new Window("en-GB").open("/extract")) {
      Page page = window.page;
      page.getByLabel("Text of an article, French or English")
          .fill(
              "🚀 Meta a signé un contrat de plus de 10 milliards de dollars avec Google Cloud."
                  + "\n\n<b>Publicité</b>");
      window.named(AriaRole.BUTTON, "Extract").click();
      assertThat(page.locator(".text")).isVisible(MODELS_LOADED);
      assertThat(page.locator(".text mark.amount")).hasText("plus de 10 milliards de dollars");
      assertThat(page.locator(".text")).containsText("<b>Publicité</b>");
      assertThat(page.locator(".cards .parties").first()).containsText("Google Cloud provider");
      assertThat(page.locator("table")).containsText("a verb");
      check(window, "extract");

      page.route("**/api/v1/extract**", Route::abort);
      window.named(AriaRole.BUTTON, "Extract").click();
      assertThat(page.getByRole(AriaRole.ALERT)).hasText("The server does not answer.");
    }
  }

  @Test
  void searchesAreSavedAndAlertsHaveTheirFeed() {
    try (var window = new Window("en-GB").open("/?q=" + q("customer:meta"))) {
      Page page = window.page;
      window.named(AriaRole.BUTTON, "Save this search").click();
      window.named(AriaRole.LINK, "Saved").click();
      assertThat(window.named(AriaRole.LINK, "customer:meta")).isVisible();
      Locator alert = page.locator(".card", new Page.LocatorOptions().setHasText("cloud"));
      Locator feed = alert.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Atom"));
      String atom =
          page.request().get(server.address().resolve(feed.getAttribute("href")) + "").text();
      assertThat(atom).startsWith("<?xml").contains("cloud: type:contract");
      check(window, "saved");
      alert
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("type:contract"))
          .click();
      assertThat(page.locator("#total")).hasText("1 deal");
      page.goBack();
      window.named(AriaRole.BUTTON, "Remove: customer:meta").click();
      assertThat(window.named(AriaRole.LINK, "customer:meta")).hasCount(0);
    }
  }

  @Test
  void theKeyboardIsEnoughAndTheFocusIsSeen() {
    try (var window = new Window("en-GB").open("/?q=google")) {
      Page page = window.page;
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.locator("main")).isFocused();
      Set<String> seen = new TreeSet<>();
      for (int i = 0; i < 12; i++) {
        page.keyboard().press("Tab");
        Locator focused = page.locator(":focus");
        assertThat(focused).hasCount(1);
        assertThat(focused).not().hasCSS("outline-style", "none");
        seen.add((String) focused.evaluate("e => e.id || e.ariaLabel || e.textContent"));
      }
      assertThat(seen).as("each step goes on").hasSize(12).contains("q", "sort", "Google", "Wiz");
      window.named(AriaRole.LINK, "Charts").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Charts");
      assertThat(page.locator("main")).isFocused();
      assertThat(page).hasTitle("Charts – Milliard");
    }
  }

  @Test
  void theFirstPaintComesWithinASecond() {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      try (var window = new Window("en-GB").open("/")) {
        Object time =
            window.page.evaluate(
                "performance.getEntriesByName('first-contentful-paint')[0].startTime");
        least = Math.min(least, ((Number) time).doubleValue());
      }
    }
    System.out.printf("first paint: %.0f ms%n", least);
    assertThat(least).isLessThan(1_000);
  }

  static Stream<String> pages() {
    return Stream.of(
        "home /",
        "search /?q=" + q("type:acquisition amount>=1B USD google"),
        "none-found /?q=nobodyatall",
        "bad-query /?q=" + q("google (wiz"),
        "articles /articles?q=contrat",
        "article /articles/a5",
        "deal /deals/WIZ",
        "company /companies/google",
        "charts /charts",
        "sources /sources",
        "no-such /deals/0000000000000000");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageIsAccessibleAndFits(String page) throws Exception {
    try (var window = new Window("en-GB")) {
      String name = page.substring(0, page.indexOf(' '));
      String path = page.substring(page.indexOf(' ') + 1);
      if (name.equals("deal")) path = path.replace("WIZ", deal(server, "target:wiz"));
      if (name.equals("sources")) window.page.route("**/api/v1/sources", BrowserIT::health);
      window.open(path);
      check(window, name);
    }
  }

  private static String deal(Server at, String query) throws Exception {
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      var request =
          java.net.http.HttpRequest.newBuilder(at.address().resolve("/api/v1/deals?q=" + q(query)));
      String body =
          client.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString()).body();
      return milliard.json.Json.read(body)
          .get("deals")
          .orElseThrow()
          .elements()
          .getFirst()
          .string("id")
          .orElseThrow();
    }
  }

  /** A home that was crawled has sources; this one's are told here. */
  private static void health(Route route) {
    String source =
        """
        {"name":"La Gazette","url":"https://gazette.example/feed","kind":"rss 2.0","active":true,
         "fetched":"2025-09-09T08:00:00Z","fresh":"2025-09-01T08:00:00Z","pages":12,"read":10,
         "articles":9,"dated":8,"signed":4,"waiting":3,"refused":1,"failed":2,"failures":0,
         "robots":"allowed","warnings":["quiet for 8 days, usually 2"]}
        """;
    String other = source.replace("La Gazette", "Deal Wire").replaceAll("\"quiet[^\"]*\"", "");
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody("{\"sources\":[" + source + "," + other + "]}"));
  }

  /** In both themes, wide and narrow: no fault that axe knows, and nothing beyond the edge. */
  private static void check(Window window, String name) {
    Page page = window.page;
    page.evaluate(axe);
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      for (int width : List.of(1280, 390)) {
        page.setViewportSize(width, 850);
        String where = name + "-" + theme.name().toLowerCase() + "-" + width;
        Object faults =
            page.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
                    + " v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(';"
                    + " ')))");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve(where + ".png"))
                .setFullPage(true));
        assertThat((List<?>) faults).as("what axe finds on %s", where).isEmpty();
        assertThat(beyond(page)).as("pixels beyond the edge of %s", where).isZero();
      }
    }
    page.setViewportSize(320, 850);
    assertThat(beyond(page))
        .as("pixels beyond the edge of %s on the smallest phone", name)
        .isZero();
    page.setViewportSize(1280, 850);
  }

  private static int beyond(Page page) {
    return (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
  }

  @Test
  void whatTheWebWroteIsNeverMarkup() throws Exception {
    List<String> texts;
    try (InputStream in = BrowserIT.class.getResourceAsStream("hostile.txt")) {
      texts = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    Home home = new Home(hostile);
    Sample.hostile(home, texts);
    try (Server other = Server.start(home, Binding.LOOPBACK.port(0));
        var window = new Window(other, "en-GB", 1280)) {
      Page page = window.page;
      window.open("/");
      Locator more = window.named(AriaRole.BUTTON, "More");
      while (more.count() > 0) {
        int before = page.locator(".deal").count();
        more.click();
        assertThat(page.locator(".deal").nth(before)).isVisible();
      }
      assertThat(page.locator(".deal")).hasCount(texts.size());
      String shown = page.locator("main").innerText();
      for (String text : texts) {
        String names = text.replace("{", "(").replace("}", ")").replace("|", "/");
        assertThat(shown).as("as text").contains(names.strip());
      }
      harmless(page);
      List<String> deals = new ArrayList<>();
      for (Locator link : page.locator(".deal a[href^='/deals/']").all()) {
        deals.add(link.getAttribute("href"));
      }
      Set<String> companies = new TreeSet<>();
      for (Locator link : page.locator(".deal .party:first-child a").all()) {
        companies.add(link.getAttribute("href"));
      }
      for (String deal : deals) {
        window.open(deal);
        harmless(page);
      }
      for (int i = 0; i < texts.size(); i++) {
        window.open("/articles/x" + i);
        assertThat(page.locator("h1")).containsText(texts.get(i).strip());
        harmless(page);
      }
      for (String company : companies) {
        window.open(company);
        harmless(page);
      }
      for (String path : List.of("/articles", "/charts", "/sources")) {
        window.open(path);
        harmless(page);
      }
      for (String text : texts) {
        window.open("/?q=" + q(text));
        assertThat(window.query()).isEqualTo(text);
        harmless(page);
      }
      page.locator("#q").fill("");
      page.locator("#q").pressSequentially("acme");
      assertThat(page.locator("#suggestions [role=option]").first()).isVisible();
      harmless(page);
    }
  }

  /** No script ran, no element is there that we do not make, no link leads to a script. */
  private static void harmless(Page page) {
    Object found =
        page.evaluate(
            """
            (() => {
              const bad = [];
              if (window.hit) bad.push("a script ran");
              const ours = new Set(["HTML","HEAD","META","TITLE","LINK","SCRIPT","BODY","A","HEADER","NAV",
                "LABEL","SPAN","SELECT","OPTION","MAIN","FOOTER","DIV","H1","H2","H3","FORM","INPUT","UL","OL",
                "LI","BUTTON","P","SECTION","STRONG","BR","BLOCKQUOTE","MARK","ASIDE","DETAILS","SUMMARY","DL",
                "DT","DD","TABLE","THEAD","TBODY","TR","TH","TD","FIGURE","FIGCAPTION","PRE",
                "svg","g","text","title","line","rect","path","circle","defs","marker","a"]);
              for (const e of document.querySelectorAll("*")) {
                if (!ours.has(e.tagName)) bad.push("element " + e.tagName);
                for (const a of e.attributes) {
                  if (/^on/i.test(a.name) || a.name === "style" || a.name === "srcdoc") bad.push(e.tagName + " " + a.name);
                }
              }
              if (document.scripts.length !== 1) bad.push(document.scripts.length + " scripts");
              if (document.querySelectorAll("#main").length !== 1) bad.push("two mains");
              for (const a of document.querySelectorAll("[href]")) {
                const url = new URL(a.getAttribute("href"), location.href);
                const out = url.origin !== location.origin;
                if (!["http:", "https:"].includes(url.protocol)) bad.push("href " + url);
                else if (out && a.rel !== "noopener noreferrer nofollow") bad.push("rel of " + url);
              }
              return bad;
            })()
            """);
    assertThat((List<?>) found).as("of %s", page.url()).isEmpty();
  }
}
