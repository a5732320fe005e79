package com.flowex.simulator.injection;

import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.shell.SystemCommands;
import com.flowex.simulator.lobster.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Capabilities of this machine for fault injection.
 *
 * @param hasNetem true if its kernel can lose and delay packets; otherwise this code does
 * @param fakeClock library that gives a process a clock of its own, if there is one
 * @param postgres folder of PostgreSQL's programs
 */
public record MachineCapabilities(boolean hasNetem, Optional<Path> fakeClock, Path postgres) {

    private static final String PROBE = "flowex-probe";

    /** Folder of Debian's packages, by version. */
    private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

    /** Paths of Debian's packages, by processor architecture. */
    private static final List<String> FAKE_CLOCKS = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/faketime/libfaketime.so.1");

    /** @throws BadInputException with one line that names a required capability */
    public static MachineCapabilities find() throws BadInputException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new BadInputException(
                    "only root may make machines of its own (network namespaces): sudo ./flowex chaos");
        }
        require("ip", "ip -V", "iproute2");
        require("tc", "tc -V", "iproute2");
        require("nft", "nft -v", "nftables");
        require("redis-server", "redis-server --version", "redis-server");
        require("redis-cli", "redis-cli --version", "redis-tools");
        require("unshare", "unshare --user true", "util-linux");
        Path postgres = newestPostgres(POSTGRES)
                .orElseThrow(() -> new BadInputException("PostgreSQL is not there: install package postgresql"));
        try {
            SystemCommands.run("ip netns add " + PROBE);
            try {
                SystemCommands.run("ip -n " + PROBE + " link add hub type bridge");
                SystemCommands.run("ip -n " + PROBE + " link add one type veth peer name other");
                SystemCommands.run("ip netns exec " + PROBE + " nft add table inet storm");
                boolean netem = SystemCommands.request(SystemCommands.words(
                                        List.of("ip", "netns", "exec", PROBE),
                                        "tc qdisc add dev one root netem delay 1ms"))
                                .code()
                        == 0;
                return new MachineCapabilities(
                        netem,
                        FAKE_CLOCKS.stream().map(Path::of).filter(Files::exists).findFirst(),
                        postgres);
            } finally {
                SystemCommands.request(List.of("ip", "netns", "del", PROBE));
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "this system does not permit network namespaces, bridges and veth: " + e.getMessage());
        }
    }

    private static void require(String tool, String question, String debianPackage)
            throws BadInputException, InterruptedException {
        try {
            SystemCommands.run(question);
        } catch (IOException e) {
            throw new BadInputException(tool + " is not there: install package " + debianPackage);
        }
    }

    /** Returns the folder of the newest version's programs, if each version has a folder. */
    static Optional<Path> newestPostgres(Path versions) {
        return Stream.ofNullable(versions.toFile().list())
                .flatMap(Stream::of)
                .filter(name -> name.matches("[0-9]+"))
                .sorted(Comparator.comparing(Integer::valueOf, Comparator.reverseOrder()))
                .map(version -> versions.resolve(version).resolve("bin"))
                .filter(programs -> Files.isExecutable(programs.resolve("postgres")))
                .findFirst();
    }

    /** Returns the impossible faults and the reasons. */
    TreeMap<Fault, String> missing() {
        TreeMap<Fault, String> missing = new TreeMap<>();
        if (fakeClock.isEmpty()) {
            missing.put(Fault.CLOCK_JUMP, "libfaketime is not there: install package libfaketime");
        }
        return missing;
    }

    /** Returns the possible ones of some faults. */
    Set<Fault> of(Set<Fault> faults) {
        EnumSet<Fault> left = EnumSet.noneOf(Fault.class);
        left.addAll(faults);
        left.removeAll(missing().keySet());
        return left;
    }
}
