package com.flowex.launcher;

import com.flowex.platform.access.KeptSigningKeys;
import com.flowex.platform.config.Settings;
import com.flowex.platform.config.SettingsReader;
import com.flowex.platform.config.Sources;
import com.flowex.platform.config.StartupException;
import com.flowex.platform.sealing.KeyRing;

/**
 * {@code ./flowex keys rotate}: a fresh key in front of those that sign access tokens and of those that seal columns. A
 * running exchange takes them within seconds and seals its columns anew; one that does not run does so when it starts.
 * {@code ./flowex keys status}: the names of the keys, newest first.
 */
public final class Keys {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Keys() {}

    public static void main(String[] args) {
        String verb = args.length == 1 ? args[0] : "";
        try {
            SettingsReader reader = new SettingsReader(Sources.withFile(System.getenv()));
            Settings settings = Settings.read(reader);
            reader.finish();
            switch (verb) {
                case "rotate" -> rotate(settings);
                case "status" -> status(settings);
                default -> {
                    System.err.println("usage: ./flowex keys rotate|status");
                    System.exit(MISUSED);
                }
            }
        } catch (StartupException refused) {
            refused.lines().forEach(line -> System.err.println("flowex: " + line));
            System.exit(REFUSED);
        }
    }

    private static void rotate(Settings settings) {
        String sealing = KeyRing.rotate(settings.identity().dataKeys());
        System.out.println("columns are sealed with " + sealing + " from now on; older keys still open");
        String signing = KeptSigningKeys.rotate(settings.identity().signing());
        System.out.println(
                "access tokens are signed with " + signing + " from now on; older ones verify until they expire");
    }

    private static void status(Settings settings) {
        System.out.println("sealing: "
                + String.join(" ", KeyRing.of(settings.identity().dataKeys()).ids()));
        System.out.println("signing: "
                + String.join(" ", KeptSigningKeys.ids(settings.identity().signing())));
    }
}
