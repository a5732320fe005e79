package com.flowex.simulator.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the gateways of a storm lead. */
class ChaosServicesTest {

    @TempDir
    private Path folder;

    @Test
    void shippedRoutesLeadToExistingMachines() throws IOException {
        List<String> shipped = Files.readAllLines(Repository.file("docs/operations/services.routes"));
        List<String> lines = ChaosServices.routes(shipped, host -> host + ".storm:8000");
        List<String> names = lines.stream()
                .filter(line -> line.startsWith("upstream "))
                .map(line -> line.split(" ", -1)[1])
                .distinct()
                .toList();
        assertEquals(List.of("any", "identity", "trading", "marketdata", "wallet", "tenants"), names);
        assertTrue(lines.contains("upstream tenants identity.storm:8000"), lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.contains("127.0.0.1")), lines::toString);
        for (String path : List.of(
                "/ ",
                "/api/auth ",
                "/api/trading ",
                "/ws/account ",
                "/ws/market-data ",
                "/api/wallet ",
                "/api/v1/views ")) {
            assertEquals(
                    1,
                    lines.stream()
                            .filter(line -> line.startsWith("route " + path))
                            .filter(line -> names.contains(line.split(" +", -1)[2]))
                            .count(),
                    path);
        }
        assertTrue(lines.stream().noneMatch(line -> line.contains("/api/tasks")), "nobody serves tasks there");
    }

    @Test
    void theNewestPostgresOfAMachineIsTaken() throws IOException {
        assertEquals(Optional.empty(), MachineCapabilities.newestPostgres(folder.resolve("none")));
        for (String version : List.of("9", "15", "common")) {
            Path programs = Files.createDirectories(folder.resolve(version).resolve("bin"));
            assertTrue(Files.createFile(programs.resolve("postgres")).toFile().setExecutable(true));
        }
        Files.createDirectories(folder.resolve("16").resolve("bin"));
        assertEquals(Optional.of(folder.resolve("15").resolve("bin")), MachineCapabilities.newestPostgres(folder));
    }
}
