package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
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

    private static final Set<String> SERVICES_WITH_ROOMS =
            Set.of("identity", "listings", "marketdata", "operations", "risk", "tenants", "trading", "wallet");

    /** Deciders that still hold a statement, or hand on the connection of a transaction. */
    private static final Set<String> DECIDERS_WITH_SQL = Set.of(
            "identity.AccountRecovery",
            "identity.ApiKeyDirectory",
            "identity.DelegatedRestrictions",
            "identity.ErasureWorker",
            "identity.ExternalPersonData",
            "identity.MailDelivery",
            "identity.Restrictions",
            "identity.Sessions",
            "identity.UserAdministration",
            "identity.UserMailer",
            "listings.CoinSnapshotCache",
            "operations.DailyReport",
            "operations.LaneExecutor",
            "operations.LaneScheduler",
            "operations.TaskQueue",
            "risk.CaseRestrictions",
            "risk.CaseService",
            "risk.CaseUsers",
            "risk.LogSurveillance",
            "tenants.TenantClosure",
            "tenants.TenantExporter",
            "wallet.Adjustments",
            "wallet.ConvertSaga",
            "wallet.DepositReversals",
            "wallet.OutgoingPolicy",
            "wallet.OwnAddressTransferSaga",
            "wallet.Sweeper",
            "wallet.WalletNotifications",
            "wallet.WithdrawalPostings",
            "wallet.WithdrawalSaga",
            "wallet.Withdrawals");

    private static final Pattern ROOM = Pattern.compile("com\\.flowex\\.(\\w+)\\.(api|app|store|view)(\\..*)?");
    private static final Pattern SQL = Pattern.compile("java\\.sql\\..*|com\\.flowex\\.platform\\.database\\.sql\\..*");
    private static final Pattern STATEMENT = Pattern.compile(
            "java\\.sql\\.(?!(Connection|SQLException)$).*|com\\.flowex\\.platform\\.database\\.sql\\.Sql(\\$.*)?");
    private static final Pattern HTTP =
            Pattern.compile("com\\.flowex\\.access\\.http\\.(route|server|admission|page)\\..*");

    private static final JavaClasses SERVICES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(
                    "com.flowex.identity",
                    "com.flowex.listings",
                    "com.flowex.marketdata",
                    "com.flowex.operations",
                    "com.flowex.risk",
                    "com.flowex.tenants",
                    "com.flowex.trading",
                    "com.flowex.wallet");

    private static Set<String> inRoom(String room, Predicate<JavaClass> which) {
        return SERVICES.stream()
                .filter(each -> ROOM.matcher(each.getPackageName()).matches()
                        && each.getPackageName().split("\\.", -1)[3].equals(room))
                .filter(which)
                .map(each -> each.getPackageName().split("\\.", -1)[2] + "."
                        + each.getName().replaceAll(".*\\.|\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<JavaClass> knows(Pattern what) {
        return each -> each.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency ->
                        what.matcher(dependency.getTargetClass().getName()).matches());
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
    void decidersKnowNoHttpAndOnlyTheseKnowSql() {
        assertEquals(Set.of(), inRoom("app", knows(HTTP)));
        assertEquals(DECIDERS_WITH_SQL, inRoom("app", knows(SQL)));
    }

    /** Money moves in one transaction over several tables, so a decider passes its connection on, and does no more with it. */
    @Test
    void decidersOfTheWalletWriteNoStatements() {
        assertEquals(
                Set.of(),
                inRoom("app", knows(STATEMENT)).stream()
                        .filter(each -> each.startsWith("wallet."))
                        .collect(Collectors.toSet()));
    }

    @Test
    void tablesKnowNoHttp() {
        assertEquals(Set.of(), inRoom("store", knows(HTTP)));
    }
}
