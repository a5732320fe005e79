package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network of machines on one switch, each a network namespace with one interface. This process is on the switch too.
 * The network has no connection to any other.
 *
 * <p>A cut connection drops packets where they arrive, like a broken line: the sender notices nothing.
 */
public final class ChaosNetwork implements AutoCloseable {

    private static final String SWITCH = "switch";

    /** Name of the port of this process. */
    private static final String OWN = "own";

    private static final int FIRST_HOST = 10;
    private static final int BLOCKS = 50;
    private static final int BLOCK_FIRST = 200;
    private static final int PERCENT = 100;

    private final String name;
    private final String block;
    private final List<String> hosts;
    private final boolean hasNetem;
    private final PrintStream progress;
    private Optional<Process> slowSwitch = Optional.empty();

    /**
     * @param hasNetem true if the kernel has the queue that loses and delays; otherwise the firewall loses, and a
     *     switch of our own delays ({@link DelayingSwitch})
     */
    public ChaosNetwork(List<String> hosts, boolean hasNetem, PrintStream progress) {
        long pid = ProcessHandle.current().pid();
        name = "flowex" + pid;
        block = "10." + (BLOCK_FIRST + pid % BLOCKS) + "." + pid / BLOCKS % (1 << Byte.SIZE) + ".";
        this.hosts = List.copyOf(hosts);
        this.hasNetem = hasNetem;
        this.progress = progress;
    }

    /**
     * Builds the network. @throws IOException if the system does not allow it; parts already built are removed by
     * {@link #close}
     */
    public void open() throws IOException, InterruptedException {
        String hub = namespace(SWITCH);
        SystemCommands.run("ip netns add " + hub);
        SystemCommands.run("ip -n " + hub + " link add hub type bridge");
        SystemCommands.run("ip -n " + hub + " link set hub up");
        for (String host : hosts) {
            SystemCommands.run("ip netns add " + namespace(host));
            plug(hub, host, "eth0", namespace(host));
            ip(host, "link set lo up");
            ip(host, "addr add " + address(host) + "/24 dev eth0");
            ip(host, "link set eth0 up");
            inside(host, "nft add table inet storm");
            inside(host, "nft add chain inet storm in { type filter hook input priority 0 ; }");
        }
        String own = "fx" + ProcessHandle.current().pid();
        plug(hub, OWN, own, Long.toString(ProcessHandle.current().pid()));
        SystemCommands.run("ip addr add " + block + "1/24 dev " + own);
        SystemCommands.run("ip link set " + own + " up");
    }

    private static void plug(String hub, String port, String far, String where)
            throws IOException, InterruptedException {
        SystemCommands.run(
                "ip -n " + hub + " link add " + port(port) + " type veth peer name " + far + " netns " + where);
        SystemCommands.run("ip -n " + hub + " link set " + port(port) + " master hub");
        SystemCommands.run("ip -n " + hub + " link set " + port(port) + " up");
    }

    /** Returns the switch's name of a machine's port. */
    private static String port(String host) {
        return "to-" + host;
    }

    /** Returns the range of all its addresses. */
    public String addresses() {
        return block + "0/24";
    }

    public String address(String host) {
        return block + (FIRST_HOST + hosts.indexOf(host));
    }

    String namespace(String host) {
        return name + "-" + host;
    }

    /** Returns the prefix of a command that runs on that machine. */
    public List<String> on(String host) {
        return List.of("ip", "netns", "exec", namespace(host));
    }

    private void inside(String host, String command) throws IOException, InterruptedException {
        SystemCommands.run(SystemCommands.words(on(host), command));
    }

    private void ip(String host, String command) throws IOException, InterruptedException {
        SystemCommands.run("ip -n " + namespace(host) + " " + command);
    }

    /** Drops all packets from one machine to another. */
    public void cut(String from, String to) throws IOException, InterruptedException {
        inside(to, "nft add rule inet storm in ip saddr " + address(from) + " drop");
    }

    /** Simulates a loss of power of a machine: SIGKILL for everything that runs on it. */
    public void killAll(String host) throws IOException, InterruptedException {
        SystemCommands.run(List.of("ip", "netns", "pids", namespace(host)))
                .lines()
                .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Drops this share of all packets between machines. */
    public void lose(int percent) throws IOException, InterruptedException {
        for (String host : hosts) {
            inside(
                    host,
                    hasNetem
                            ? "tc qdisc replace dev eth0 root netem loss " + percent + "%"
                            : "nft add rule inet storm in iifname eth0 numgen random mod " + PERCENT + " < " + percent
                                    + " drop");
        }
    }

    /** Delays everything that a machine sends. */
    public void delay(int millis) throws IOException, InterruptedException {
        if (!hasNetem) {
            switchSlowly(millis);
            return;
        }
        for (String host : hosts) {
            inside(host, "tc qdisc replace dev eth0 root netem delay " + millis + "ms");
        }
    }

    /**
     * Replaces the switch by the slow one. Everything is ready before the ports change, so they are unconnected for a
     * moment only.
     */
    private void switchSlowly(int millis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(on(SWITCH));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DelayingSwitch.class.getName()));
        command.add(Integer.toString(millis));
        command.add(port(OWN));
        hosts.forEach(host -> command.add(port(host)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        slowSwitch = Optional.of(process);
        String text = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (!DelayingSwitch.READY.equals(text)) {
            throw new IOException("the slow switch does not begin: " + text);
        }
        plugAll("nomaster");
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private void plugAll(String into) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(hosts);
        all.add(OWN);
        for (String host : all) {
            SystemCommands.run("ip -n " + namespace(SWITCH) + " link set " + port(host) + " " + into);
        }
    }

    /** Restores the network as it was built. */
    public void mend() throws IOException, InterruptedException {
        if (slowSwitch.isPresent()) {
            slowSwitch.get().destroyForcibly().waitFor();
            slowSwitch = Optional.empty();
            plugAll("master hub");
        }
        for (String host : hosts) {
            inside(host, "nft flush chain inet storm in");
            if (hasNetem) {
                SystemCommands.request(SystemCommands.words(on(host), "tc qdisc del dev eth0 root"));
            }
        }
    }

    /** Ends every process on these machines, and removes them. */
    @Override
    public void close() {
        List<String> all = new ArrayList<>(hosts);
        all.add(SWITCH);
        for (String host : all) {
            try {
                SystemCommands.CommandOutput pids =
                        SystemCommands.request(List.of("ip", "netns", "pids", namespace(host)));
                if (pids.code() == 0) {
                    pids.text().lines().map(Long::parseLong).forEach(pid -> ProcessHandle.of(pid)
                            .ifPresent(ProcessHandle::destroyForcibly));
                    SystemCommands.run("ip netns del " + namespace(host));
                }
            } catch (IOException e) {
                progress.println("chaos: left behind: network namespace " + namespace(host) + ": " + e.getMessage());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
