package com.flowex.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.Side;
import com.flowex.engine.book.OrderBook;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.ProjectionRunner;
import com.flowex.platform.projection.status.RebuildableView;
import com.flowex.platform.projection.status.ViewProgress;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

/** The architecture, one sentence a rule. A rule and its sentence in ARCHITECTURE.md change together. */
final class Rules {

    static final ArchRule DOMAIN_DEPENDS_ON_NOTHING = classes()
            .that()
            .resideInAPackage("com.flowex.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.domain..", "org.jspecify.annotations..", "java.lang..", "java.util..", "java.math..")
            .because("every module uses the types of the domain, so they depend on none");

    static final ArchRule ENGINE_KNOWS_ONLY_ITS_OWN_VOCABULARY = classes()
            .that()
            .resideInAPackage("com.flowex.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.engine..",
                    "com.flowex.domain..",
                    "org.agrona.collections..",
                    "org.jspecify.annotations..",
                    "java.lang..",
                    "java.util..",
                    "java.math..")
            .because("a replayed log must give the same events on any machine");

    static final ArchRule ENGINE_READS_NO_CLOCK_NO_RANDOMNESS_AND_NO_ENVIRONMENT = noClasses()
            .that()
            .resideInAnyPackage("com.flowex.engine..", "com.flowex.domain..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.UUID")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.time..", "java.util.concurrent..", "java.io..")
            .because("time and ids come with the command");

    static final ArchRule MONEY_IS_NEVER_FLOATING_POINT = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "com.flowex.domain..",
                    "com.flowex.engine..",
                    "com.flowex.protocol..",
                    "com.flowex.trading..",
                    "com.flowex.wallet..")
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .because("0.1 + 0.2 is not 0.3 in floating point");

    static final ArchRule BOOK_KNOWS_NO_LEDGER = noClasses()
            .that()
            .resideInAPackage("com.flowex.engine.book..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.flowex.engine.ledger..")
            .because("book knows no money; Exchange is where they meet");

    static final ArchRule LEDGER_KNOWS_NO_BOOK = noClasses()
            .that()
            .resideInAPackage("com.flowex.engine.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.flowex.engine.book..")
            .because("ledger knows no orders; Exchange is where they meet");

    static final ArchRule MATCHING_DECIDES_NOTHING = noClasses()
            .that()
            .haveNameMatching("com\\.flowex\\.engine\\.(\\w+\\.)*(MatchExecution|SelfTradePreventer|TradeSettlement)")
            .should()
            .callMethod(OrderBook.class, "front", Side.class)
            .orShould()
            .callMethod(OrderBook.class, "behind", int.class)
            .because("the planner decides, and execution follows its plan (ADR 0085)");

    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            PackageSlices.matching("com.flowex.(*)..").should().beFreeOfCycles();

    static final ArchRule PACKAGES_OF_IDENTITY_HAVE_NO_CYCLES =
            PackageSlices.matching("com.flowex.identity.(*)..").should().beFreeOfCycles();

    static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = PackageSlices.matching(
                    "com.flowex.(identity|trading|marketdata|wallet|tenants|operations|listings|risk|strategies|p2p)..")
            .should()
            .notDependOnEachOther()
            .because("services meet in events, commands and HTTP");

    static final ArchRule NOTHING_BELOW_THE_SERVICES_KNOWS_THEM = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.flowex.domain..",
                    "com.flowex.engine..",
                    "com.flowex.protocol..",
                    "com.flowex.cluster..",
                    "com.flowex.platform..",
                    "com.flowex.audit..",
                    "com.flowex.orderentry..",
                    "com.flowex.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.identity..",
                    "com.flowex.trading..",
                    "com.flowex.marketdata..",
                    "com.flowex.wallet..",
                    "com.flowex.tenants..",
                    "com.flowex.(operations|risk|listings|strategies|p2p)..",
                    "com.flowex.app..")
            .because("dependencies point one way");

    static final ArchRule ONLY_PROTOCOL_KNOWS_THE_WIRE_OF_THE_LOG = noClasses()
            .that()
            .resideOutsideOfPackage("com.flowex.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.flowex.protocol.sbe..")
            .because("the rest of the system sees records");

    static final ArchRule CORE_KNOWS_NO_HTTP_AND_NO_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.flowex.domain..", "com.flowex.engine..", "com.flowex.protocol..", "com.flowex.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.helidon..", "java.sql..", "javax.sql..", "com.fasterxml..", "java.net.http..")
            .because("the engine must run without a web and without a view");

    static final ArchRule ONLY_THE_CLUSTER_KNOWS_AERON = noClasses()
            .that()
            .resideOutsideOfPackages("com.flowex.cluster..", "com.flowex.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.aeron..")
            .because("the log may change, its readers may not notice");

    /**
     * Besides projections: retention, which looks at all tenants' chains by itself, tools of the command line, and benchmarks that
     * fill a view's tables.
     */
    static final ArchRule ONLY_PROJECTIONS_TAKE_CONNECTIONS_THAT_WRITE_VIEWS = noClasses()
            .that()
            .resideOutsideOfPackage("com.flowex.platform.projection..")
            .and()
            .haveNameNotMatching(
                    "com\\.flowex\\.(audit\\.AuditRetention|app\\.cli\\.(AuditTool|EventsTool)|benchmarks\\.(load\\.measure\\.(LargeTablesBenchmark|DiskUseBenchmark)|risk\\.RiskThroughput))")
            .should()
            .callMethod(Database.class, "views")
            .orShould()
            .callMethod(DatabaseAccess.class, "views")
            .because("row-level security does not bind these connections, and a view is what the log says");

    /** A service's wiring knows both; what it may take, the rule above says. */
    static final ArchRule NO_REQUEST_REACHES_WHAT_WRITES_VIEWS = classes()
            .that(new DescribedPredicate<>("answer requests") {
                @Override
                public boolean test(JavaClass javaClass) {
                    return !javaClass.getPackageName().startsWith("com.flowex.access.http")
                            && javaClass.getDirectDependenciesFromSelf().stream()
                                    .anyMatch(each -> each.getTargetClass().isEquivalentTo(Request.class));
                }
            })
            .and()
            .haveNameNotMatching("com\\.flowex\\.\\w+\\.\\w+Service")
            .should(ReachesNone.of(ProjectionRunner.class, Projection.class))
            .because("a request that could write a view could make it differ from the log");

    static final ArchRule REFUSALS_KNOW_NO_HTTP = classes()
            .that()
            .resideInAPackage("com.flowex.platform.errors..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.platform.errors..",
                    "com.flowex.domain..",
                    "org.jspecify.annotations..",
                    "java.lang..",
                    "java.util..")
            .because("HTTP is one adapter, and refusals are the same for all of them (ADR 0078)");

    static final ArchRule ORDER_ENTRY_KNOWS_NO_ADAPTER = noClasses()
            .that()
            .resideInAPackage("com.flowex.orderentry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.access..",
                    "com.flowex.audit..",
                    "io.helidon..",
                    "com.fasterxml..",
                    "java.net..",
                    "java.sql..")
            .because("every adapter trades through the same order entry (ADR 0083)");

    static final ArchRule PLATFORM_KNOWS_NO_LAYER_ABOVE_IT = noClasses()
            .that()
            .resideInAnyPackage("com.flowex.platform..", "com.flowex.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.flowex.access..", "com.flowex.orderentry..", "io.helidon..", "com.fasterxml..")
            .because("the platform is below every module and must compile without a web server (ADR 0094)");

    static final ArchRule ACCESS_DOES_NOT_TRADE = noClasses()
            .that()
            .resideInAPackage("com.flowex.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.flowex.orderentry..", "com.flowex.cluster.client..")
            .because("an endpoint of a service calls order entry, the request chain never does (ADR 0094)");

    /** The core itself, what puts it to the test, back-tests on an exchange of their own, and reading of what the log has. */
    static final ArchRule TRADING_GOES_THROUGH_ORDER_ENTRY = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "com.flowex.domain..",
                    "com.flowex.engine..",
                    "com.flowex.protocol..",
                    "com.flowex.cluster..",
                    "com.flowex.orderentry..",
                    "com.flowex.backtest..",
                    "com.flowex.simulator..",
                    "com.flowex.benchmarks..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(TradingCommands.ALL)
            .because("an order means the same through every adapter (ADR 0083)");

    /** Endpoints, the routes and pages that are several of them, and a service's wiring translate; benchmarks measure. */
    static final ArchRule ONLY_TRANSLATORS_KNOW_REQUESTS_AND_ANSWERS = noClasses()
            .that()
            .resideOutsideOfPackages("com.flowex.access.http..", "com.flowex.benchmarks..")
            .and()
            .haveNameNotMatching("com\\.flowex\\..*\\w(Endpoint|Routes|Pages)(\\$.*)?")
            .and()
            .haveNameNotMatching("com\\.flowex\\.\\w+\\.\\w+Service")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Request.class, Answer.class)
            .because("decisions must also serve adapters without HTTP (ADR 0078)");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Handler)")
            .orShould()
            .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
            .because("such a name does not say what the class is for");

    static final ArchRule PACKAGES_ARE_FEATURES = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..helper..", "..impl..", "..dto..", "..manager..")
            .because("if a function has no home, its home is missing");

    static final ArchRule NO_STATE_IS_SHARED_BY_ACCIDENT = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("mutable static state makes two exchanges in one process one");

    static final ArchRule NO_METHOD_IS_SYNCHRONIZED = methods()
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .because("one writer owns its state; what is shared goes through a queue or a lock that is named");

    /** But the benchmark that measures idleness: it waits for nothing. */
    static final ArchRule NO_CODE_SLEEPS = noClasses()
            .that()
            .resideOutsideOfPackage("com.flowex.benchmarks..")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("a wait has a condition and a deadline");

    /** Those that are named say in their place why they are none. The core knows no workers. */
    static final ArchRule ONLY_WORKERS_START_THREADS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "com.flowex.platform.jobs..",
                    "com.flowex.cluster..",
                    "com.flowex.simulator..",
                    "com.flowex.benchmarks..")
            .and()
            .haveNameNotMatching(
                    "com\\.flowex\\.(platform\\.projection\\.ProjectionRunner|identity\\.app\\.password\\.PasswordHasher"
                            + "|access\\.socket\\.StreamConnection|backtest\\.search\\.ParameterSearch|sandbox\\.(ChildProcess|StandbyProcess|Watchdog)"
                            + "|app\\.process\\.(FlowEx|Launcher))")
            .should()
            .callMethod(Thread.class, "ofPlatform")
            .orShould()
            .callMethod(Thread.class, "ofVirtual")
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, ThreadPoolExecutor.class, java.util.Timer.class)
            .because("background work is caught, shown by the health page and reports why it stopped (ADR 0070, 0093)");

    static final ArchRule ONE_PLACE_SAYS_WHICH_VIEWS_A_PROCESS_RUNS = noClasses()
            .that()
            .haveNameNotMatching("com\\.flowex\\.app\\.wiring\\.ProcessViews")
            .should()
            .callConstructor(
                    RebuildableView.class,
                    String.class,
                    ViewProgress.class,
                    java.util.function.BooleanSupplier.class,
                    Runnable.class,
                    java.time.InstantSource.class)
            .because("a view that is awaited but not listed, or listed but not run, goes unnoticed");

    private Rules() {}
}
