package com.flowex.launcher;

import com.flowex.cluster.node.ClusterConfig;
import com.flowex.launcher.demo.DemoMarket;
import com.flowex.platform.config.Profile;
import com.flowex.platform.config.Settings;
import com.flowex.platform.config.SettingsReader;
import com.flowex.platform.config.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the environment says: the platform's settings, and those that only a launcher has.
 *
 * @param demoSpeed recorded seconds that the demo market plays in a second
 * @param warnings lines for the operator; nothing that stops a start
 */
public record LauncherSettings(
        Settings base, int demoSpeed, ClusterConfig.Acknowledgement acknowledgement, List<String> warnings) {

    /** The environment is wrong; every line names what. */
    public static final class Misconfigured extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> lines;

        private Misconfigured(StartupException why) {
            super(why);
            lines = why.lines();
        }

        public List<String> lines() {
            return lines;
        }
    }

    /** When a test wants to be seen to fail: acknowledges before the commit. */
    private enum TestAck {
        AFTER_COMMIT,
        BEFORE_COMMIT
    }

    /** @throws Misconfigured naming everything that is wrong */
    public static LauncherSettings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Settings settings = Settings.read(reader);
        TestAck ack = reader.oneOf("FLOWEX_TEST_ACK", TestAck.AFTER_COMMIT, TestAck.class);
        int speed = reader.integer("FLOWEX_DEMO_SPEED", DemoMarket.SPEED_DEFAULT, 1, DemoMarket.SPEED_MAX);
        // Read by logback.xml, named here so that it is known.
        reader.text("FLOWEX_LOG", "warn");
        if (ack == TestAck.BEFORE_COMMIT && settings.profile() != Profile.DEV) {
            reader.refuse("FLOWEX_TEST_ACK is for tests: it loses orders");
        }
        try {
            reader.finish();
        } catch (StartupException wrong) {
            throw new Misconfigured(wrong);
        }
        return new LauncherSettings(settings, speed, acknowledgement(ack), warnings(reader, ack));
    }

    private static ClusterConfig.Acknowledgement acknowledgement(TestAck ack) {
        return switch (ack) {
            case AFTER_COMMIT -> ClusterConfig.Acknowledgement.AFTER_COMMIT;
            case BEFORE_COMMIT -> ClusterConfig.Acknowledgement.UNSAFE_BEFORE_COMMIT;
        };
    }

    private static List<String> warnings(SettingsReader reader, TestAck ack) {
        List<String> warnings = new ArrayList<>();
        reader.unknownNames().forEach(name -> warnings.add(name + " is no setting of FlowEx: ignored"));
        if (ack == TestAck.BEFORE_COMMIT) {
            warnings.add("FLOWEX_TEST_ACK: orders are acknowledged before they are safe");
        }
        return List.copyOf(warnings);
    }

    /** How the node of this process runs. */
    ClusterConfig cluster() {
        ClusterConfig defaults = ClusterConfig.at(base.dataDirectory().resolve("node"));
        return new ClusterConfig(
                defaults.dataDirectory(),
                defaults.member(),
                defaults.commandsPerSnapshot(),
                defaults.queueMax(),
                base.orderTimeout(),
                defaults.minFreeBytes(),
                acknowledgement);
    }
}
