package com.flowex.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.backup.LocalLogSource;
import com.flowex.app.node.ClusterLogSource;
import com.flowex.app.process.Ports;
import com.flowex.cluster.settings.MemberList;
import com.flowex.platform.settings.Setting;
import com.flowex.platform.settings.StartupException;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSettingsTest {

    @Test
    void anEmptyEnvironmentIsAWholeExchangeOnPort8000() {
        LauncherSettings settings = LauncherSettings.of(Map.of());

        assertEquals(8000, settings.edge().port());
        assertEquals(List.of(8000, 8001, 8002, 8003, 8004, 8005, 8006, 8007, 8008, 8009), Ports.of(settings));
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void doctorLooksAtEveryPortThatARunTakes() throws IOException {
        String ports = Ports.of(LauncherSettings.of(Map.of())).stream()
                .skip(1)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));

        assertTrue(Files.readString(Repository.file("flowex")).contains("echo " + ports + ")"), ports);
    }

    @Test
    void theServicePortsCanBeSwitchedOff() {
        Map<String, String> environment = Map.of("FLOWEX_SERVICE_PORTS", "off", "FLOWEX_PORT", "9000");

        assertEquals(List.of(9000), Ports.of(LauncherSettings.of(environment)));
    }

    @Test
    void theLogLivesInTheDataDirectory() {
        LauncherSettings settings = LauncherSettings.of(Map.of("FLOWEX_DATA_DIR", "/somewhere"));

        assertEquals(Path.of("/somewhere/node"), settings.cluster().dataDirectory());
    }

    @Test
    void allInvalidSettingsAreNamedAtOnce() {
        Map<String, String> environment = Map.of("FLOWEX_PORT", "eighty", "FLOWEX_DEMO_SPEED", "0");

        LauncherSettings.ConfigurationException wrong =
                assertThrows(LauncherSettings.ConfigurationException.class, () -> LauncherSettings.of(environment));

        assertEquals(2, wrong.lines().size());
        assertTrue(wrong.lines().getFirst().contains("FLOWEX_PORT"));
        assertTrue(wrong.lines().getLast().contains("FLOWEX_DEMO_SPEED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"255m", "1025g", "4", "4t", "4G", "-4g", "0g", "4.5g", "9999999999m"})
    void memoryIsMegabytesOrGigabytes(String text) {
        Map<String, String> environment = Map.of("FLOWEX_HEAP_MAX", text);

        LauncherSettings.ConfigurationException wrong =
                assertThrows(LauncherSettings.ConfigurationException.class, () -> LauncherSettings.of(environment));

        String rule = "megabytes or gigabytes within 256m..1024g, as in 960m or 4g";
        assertEquals(List.of("FLOWEX_HEAP_MAX must be " + rule + ", was \"" + text + "\""), wrong.lines());
        LauncherSettings.of(Map.of("FLOWEX_HEAP_MAX", "256m"));
        LauncherSettings.of(Map.of("FLOWEX_HEAP_MAX", "1024g"));
    }

    /** Closes finding R14's part: the heap is given by whoever starts the process, which reads the file by rules of its own. */
    @Test
    void heapThatDiffersFromItsSettingIsReported() {
        LauncherSettings named = LauncherSettings.of(Map.of("FLOWEX_HEAP_MAX", "4g"));

        assertEquals(Optional.empty(), named.heapWarning(3_900L << 20));
        assertEquals(
                Optional.of("FLOWEX_HEAP_MAX says 4g (environment), but this process was given 960 MB: name it in the"
                        + " environment"),
                named.heapWarning(960L << 20));
        assertEquals(Optional.empty(), LauncherSettings.of(Map.of()).heapWarning(123L << 20));
    }

    @Test
    void aMisspeltNameIsWarnedOf() {
        LauncherSettings settings = LauncherSettings.of(Map.of("FLOWEX_PROT", "9000"));

        assertEquals(List.of("FLOWEX_PROT is no setting of FlowEx: ignored"), settings.warnings());
    }

    @Test
    void aNameOfTheReleaseBeforeWorksAndIsWarnedOf() {
        LauncherSettings settings = LauncherSettings.of(Map.of("FLOWEX_LEAVE_SECONDS", "7"));

        assertEquals(
                List.of(
                        "FLOWEX_LEAVE_SECONDS is deprecated: use FLOWEX_DRAIN_SECONDS, the next release has no other name"),
                settings.warnings());
        Setting drain = settings.all().stream()
                .filter(each -> each.name().equals("FLOWEX_DRAIN_SECONDS"))
                .findFirst()
                .orElseThrow();
        assertEquals("7 environment, as FLOWEX_LEAVE_SECONDS", drain.value() + " " + drain.source());
        Map<String, String> both = Map.of("FLOWEX_LEAVE_SECONDS", "7", "FLOWEX_DRAIN_SECONDS", "8");
        assertEquals(List.of(), LauncherSettings.of(both).warnings(), "the present name wins");
    }

    @Test
    void aProcessIsANodeOrUsesNodesAsItsSettingsSay() {
        String nodes = "0=a.example:9100,1=b.example:9100,2=c.example:9100";

        NodeSettings alone = LauncherSettings.of(Map.of()).node();
        NodeSettings remote =
                LauncherSettings.of(Map.of("FLOWEX_CLUSTER_MEMBERS", nodes)).node();
        NodeSettings engine = LauncherSettings.of(Map.of(
                        "FLOWEX_CLUSTER_MEMBERS", nodes,
                        "FLOWEX_SERVICES", "engine",
                        "FLOWEX_CLUSTER_MEMBER_ID", "2"))
                .node();

        assertEquals(NodeSettings.ProcessRole.ALL, alone.runs());
        assertFalse(alone.isRemote());
        assertTrue(remote.isRemote());
        assertEquals(3, remote.members().all().size());
        assertEquals(NodeSettings.ProcessRole.ENGINE, engine.runs());
        assertFalse(engine.isRemote());
        assertEquals(2, engine.member());
    }

    @Test
    void aNodeThatDoesNotKnowItsPlaceIsRefused() {
        assertEquals(
                "FLOWEX_SERVICES=engine needs FLOWEX_CLUSTER_MEMBERS: " + MemberList.FORM,
                refusal(Map.of("FLOWEX_SERVICES", "engine")));
        assertEquals(
                "FLOWEX_CLUSTER_MEMBER_ID=3 is none of FLOWEX_CLUSTER_MEMBERS",
                refusal(Map.of(
                        "FLOWEX_SERVICES", "engine",
                        "FLOWEX_CLUSTER_MEMBER_ID", "3",
                        "FLOWEX_CLUSTER_MEMBERS", "0=a:9100,1=b:9100,2=c:9100")));
        assertTrue(refusal(Map.of("FLOWEX_CLUSTER_MEMBERS", "a:9100,b:9100"))
                .startsWith("FLOWEX_CLUSTER_MEMBERS must be "));
        assertTrue(refusal(Map.of("FLOWEX_SERVICES", "purse"))
                .startsWith("FLOWEX_SERVICES must be all, engine, gateway, or some of identity, trading"));
        assertTrue(refusal(Map.of("FLOWEX_SERVICES", "all,wallet")).startsWith("FLOWEX_SERVICES must be all"));
    }

    private static Map<String, String> someServices(String services) {
        Map<String, String> all = new HashMap<>(Map.of(
                "FLOWEX_SERVICES", services,
                "FLOWEX_CLUSTER_MEMBERS", "0=a:9100,1=b:9100,2=c:9100",
                "FLOWEX_DATABASE_URL", "postgresql://flowex:x@db:5432/flowex",
                "FLOWEX_REDIS_URL", "redis://redis:6379/0",
                "FLOWEX_JWT_SECRET", "0123456789abcdefghijklmnopqrstuv",
                "FLOWEX_DATA_KEYS", "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "FLOWEX_AUDIT_KEY", "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g",
                "FLOWEX_SOLVENCY_KEY", "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g",
                "FLOWEX_CUSTODY_KEYS_LOCAL", "off"));
        return all;
    }

    @Test
    void backupRunsInTheProcessOfTheServices() {
        Map<String, String> services = someServices("operations");
        services.put("FLOWEX_BACKUP_TO", "/backup");
        LauncherSettings operations = LauncherSettings.of(services);
        assertEquals(Set.of("backup"), operations.node().leases());
        assertInstanceOf(
                ClusterLogSource.class, ClusterLogSource.exchange(operations).log());
        assertInstanceOf(
                LocalLogSource.class,
                ClusterLogSource.exchange(LauncherSettings.of(Map.of())).log());

        // The same environment may be that of nodes, which take none.
        LauncherSettings node = LauncherSettings.of(Map.of(
                "FLOWEX_SERVICES", "engine",
                "FLOWEX_CLUSTER_MEMBERS", "0=a:9100,1=b:9100,2=c:9100",
                "FLOWEX_BACKUP_TO", "/backup"));
        assertThrows(StartupException.class, () -> ClusterLogSource.exchange(node));
        assertEquals(
                "FLOWEX_BACKUP_TO must be none in a gateway, which has nothing to copy",
                refusal(Map.of(
                        "FLOWEX_SERVICES", "gateway",
                        "FLOWEX_GATEWAY_UPSTREAMS", "http://a:8000",
                        "FLOWEX_BACKUP_TO", "/backup")));
    }

    @Test
    void someServicesListenOnTheirOwnPorts() {
        LauncherSettings two = LauncherSettings.of(someServices("wallet, trading"));

        assertEquals(NodeSettings.ProcessRole.SOME, two.node().runs());
        assertTrue(two.node().isRemote());
        assertTrue(two.node().has(ServiceName.TRADING));
        assertFalse(two.node().has(ServiceName.IDENTITY));
        assertEquals(Set.of("trading", "wallet", "announcements"), two.node().leases());
        assertFalse(two.demoMarket());
        assertEquals(List.of(8002, 8004), Ports.of(two));
        Map<String, String> named = someServices("identity");
        named.put("FLOWEX_PORT", "9001");
        assertEquals(List.of(9001, 8001), Ports.of(LauncherSettings.of(named)));
        named.put("FLOWEX_SERVICE_PORTS", "off");
        assertEquals(List.of(9001), Ports.of(LauncherSettings.of(named)));
    }

    @Test
    void settingsThatServicesMustShareAreRequiredByName() {
        for (String name : List.of(
                "FLOWEX_DATABASE_URL",
                "FLOWEX_REDIS_URL",
                "FLOWEX_JWT_SECRET",
                "FLOWEX_DATA_KEYS",
                "FLOWEX_AUDIT_KEY",
                "FLOWEX_SOLVENCY_KEY")) {
            Map<String, String> without = someServices("wallet");
            without.remove(name);
            assertTrue(refusal(without).startsWith(name + " must be given"), refusal(without));
        }
        Map<String, String> alone = someServices("wallet");
        alone.remove("FLOWEX_CLUSTER_MEMBERS");
        assertTrue(refusal(alone).startsWith("FLOWEX_SERVICES=wallet needs FLOWEX_CLUSTER_MEMBERS"), refusal(alone));
        Map<String, String> keys = someServices("binance");
        keys.remove("FLOWEX_CUSTODY_KEYS_LOCAL");
        assertTrue(refusal(keys).startsWith("FLOWEX_SIGNER_URL must be given"), refusal(keys));
        Map<String, String> demo = someServices("marketdata");
        demo.put("FLOWEX_DEMO_MARKET", "on");
        assertTrue(refusal(demo).startsWith("FLOWEX_DEMO_MARKET must be off"), refusal(demo));
    }

    @Test
    void aGatewayWithoutAnythingBehindItIsRefused() {
        assertEquals(
                "FLOWEX_SERVICES=gateway needs FLOWEX_GATEWAY_UPSTREAMS or FLOWEX_GATEWAY_ROUTES",
                refusal(Map.of("FLOWEX_SERVICES", "gateway")));
        assertTrue(refusal(Map.of("FLOWEX_GATEWAY_UPSTREAMS", "somewhere"))
                .startsWith("FLOWEX_GATEWAY_UPSTREAMS must be "));
        assertEquals(
                "FLOWEX_GATEWAY_ROUTES must name a file that can be read, was \"/nowhere/routes\"",
                refusal(Map.of("FLOWEX_GATEWAY_ROUTES", "/nowhere/routes")));
        assertEquals(
                "FLOWEX_GATEWAY_KEY must be at least 32 characters",
                refusal(Map.of("FLOWEX_GATEWAY_KEY", "too short")));
        LauncherSettings gateway = LauncherSettings.of(
                Map.of("FLOWEX_SERVICES", "gateway", "FLOWEX_GATEWAY_UPSTREAMS", "10.0.0.1:8000, 10.0.0.2:8000*3"));
        assertEquals(NodeSettings.ProcessRole.GATEWAY, gateway.node().runs());
        assertEquals(1, gateway.gateway().routes().routes().size());
    }

    private static String refusal(Map<String, String> environment) {
        return assertThrows(LauncherSettings.ConfigurationException.class, () -> LauncherSettings.of(environment))
                .lines()
                .getFirst();
    }
}
