package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.database.transaction.Transaction;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Goal: the services have one grammar (ADR 0204). Method: each keeps its rooms apart; the exceptions are written down by name, and a list
 * that has become shorter than it is here fails as well.
 */
class ServiceGrammarTest {

    private static final Set<String> SERVICES_WITH_ROOMS = Set.of(
            "identity",
            "listings",
            "marketdata",
            "operations",
            "p2p",
            "risk",
            "strategies",
            "tenants",
            "trading",
            "wallet");

    private static final Pattern ROOM = Pattern.compile("com\\.flowex\\.(\\w+)\\.(api|app|store|view)(\\..*)?");
    private static final Pattern SQL = Pattern.compile("java\\.sql\\..*|com\\.flowex\\.platform\\.database\\.sql\\..*");
    private static final Pattern HTTP =
            Pattern.compile("com\\.flowex\\.access\\.http\\.(route|server|admission|page)\\..*");

    private static final JavaClasses SERVICES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(
                    "com.flowex.identity",
                    "com.flowex.listings",
                    "com.flowex.strategies",
                    "com.flowex.p2p",
                    "com.flowex.marketdata",
                    "com.flowex.operations",
                    "com.flowex.risk",
                    "com.flowex.tenants",
                    "com.flowex.trading",
                    "com.flowex.wallet");

    private static final JavaClasses WIRING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.flowex.app");

    /** Modules, and the services that they build. */
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("BinanceModule", "BinanceApi"),
            Map.entry("IdentityModule", "IdentityService"),
            Map.entry("ListingsModule", "ListingsService"),
            Map.entry("MarketDataModule", "MarketDataService"),
            Map.entry("OperationsModule", "OperationsService"),
            Map.entry("RiskModule", "RiskService"),
            Map.entry("StrategiesModule", "StrategiesService"),
            Map.entry("P2pModule", "P2pService"),
            Map.entry("TenantsModule", "TenantsService"),
            Map.entry("TradingModule", "TradingService"),
            Map.entry("WalletModule", "WalletService"));

    /** Parts of every process, which belong to no service. */
    private static final Set<String> OF_THE_PROCESS =
            Set.of("settings", "edge", "platform", "orderEntry", "tails", "readWait");

    private static final Map<String, Set<String>> READERS = Map.ofEntries(
            Map.entry("BinanceModule", Set.of("access", "marketdata", "trading", "wallet")),
            Map.entry("IdentityModule", Set.of("access", "orderNews", "people", "pushes", "webhooks")),
            Map.entry("ListingsModule", Set.of("coins", "listings")),
            Map.entry("MarketDataModule", Set.of("marketdata")),
            Map.entry(
                    "OperationsModule",
                    Set.of("access", "coins", "p2p", "people", "pushes", "risk", "strategies", "tasks", "trading")),
            Map.entry(
                    "P2pModule",
                    Set.of("access", "awaitWallet", "marketdata", "p2pNotices", "risk", "sales", "trading")),
            Map.entry("RiskModule", Set.of("access", "p2p", "risk", "tasks", "trading")),
            Map.entry("StrategiesModule", Set.of("access", "marketdata", "strategies", "tasks", "trading")),
            Map.entry("TenantsModule", Set.of("access", "listings")),
            Map.entry("TradingModule", Set.of("listings", "p2pNotices", "pushes", "strategies", "trading", "webhooks")),
            Map.entry("WalletModule", Set.of("wallet")));

    private static Set<String> inRoom(String room, Predicate<JavaClass> which) {
        return SERVICES.stream()
                .filter(each -> ROOM.matcher(each.getPackageName()).matches()
                        && each.getPackageName().split("\\.", -1)[3].equals(room))
                .filter(which)
                .map(each -> each.getPackageName().split("\\.", -1)[2] + "."
                        + each.getName().replaceAll(".*\\.|\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<JavaClass> knows(Pattern pattern) {
        return each -> each.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency ->
                        pattern.matcher(dependency.getTargetClass().getName()).matches());
    }

    @Test
    void everyServiceHasRooms() {
        Set<String> found = SERVICES.stream()
                .map(each -> ROOM.matcher(each.getPackageName()))
                .filter(room -> room.matches() && "store".equals(room.group(2)))
                .map(room -> room.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(SERVICES_WITH_ROOMS, found);
    }

    @Test
    void endpointsKnowNoSql() {
        assertEquals(Set.of(), inRoom("api", knows(SQL)));
    }

    @Test
    void decidersKnowNeitherHttpNorSql() {
        assertEquals(Set.of(), inRoom("app", knows(HTTP)));
        assertEquals(Set.of(), inRoom("app", knows(SQL)));
    }

    /** Money moves in one transaction over several tables, so a decider passes it on and does nothing else with it (ADR 0234). */
    @Test
    void decidersOnlyPassTransactionsOn() {
        assertEquals(Set.of(), inRoom("app", each -> each.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(Transaction.class.getName()))));
    }

    @Test
    void tablesKnowNoHttp() {
        assertEquals(Set.of(), inRoom("store", knows(HTTP)));
    }

    /** Goal: a process builds its own services and no others (ADR 0210). */
    @Test
    void onlyItsModuleBuildsAService() {
        Map<String, Set<String>> builders = new TreeMap<>();
        for (JavaClass each : WIRING) {
            each.getConstructorCallsFromSelf().stream()
                    .map(call -> call.getTargetOwner().getSimpleName())
                    .filter(MODULES::containsValue)
                    .forEach(built -> builders.computeIfAbsent(built, _ -> new TreeSet<>())
                            .add(each.getSimpleName()));
        }

        Map<String, Set<String>> expected = new TreeMap<>();
        MODULES.forEach((module, service) -> expected.put(service, Set.of(module)));
        assertEquals(expected, builders);
    }

    /** Goal: a process holds only the readers of this table from services that it does not run (ADR 0210). */
    @Test
    void modulesTakeTheseReaders() {
        Map<String, Set<String>> taken = new TreeMap<>();
        for (String module : MODULES.keySet()) {
            taken.put(
                    module,
                    WIRING.get("com.flowex.app.wiring." + module).getMethodCallsFromSelf().stream()
                            .filter(call ->
                                    call.getTargetOwner().getSimpleName().equals("ProcessReaders"))
                            .map(call -> call.getTarget().getName())
                            .filter(name -> !OF_THE_PROCESS.contains(name))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        assertEquals(new TreeMap<>(READERS), taken);
    }
}
