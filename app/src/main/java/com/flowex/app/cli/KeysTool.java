package com.flowex.app.cli;

import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.token.SigningKeyStore;
import com.flowex.access.auth.token.SigningSettings;
import com.flowex.platform.Settings;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.SealingSettings;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;

/**
 * {@code ./flowex keys rotate}: puts a new key in front of those that sign access tokens and of those that seal
 * columns. A running exchange picks them up within seconds and seals its columns anew; a stopped one does so at its
 * start. {@code ./flowex keys status}: lists the names of the keys, newest first.
 */
public final class KeysTool {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private KeysTool() {}

    public static void main(String[] args) {
        String verb = args.length == 1 ? args[0] : "";
        try {
            SettingsReader reader = new SettingsReader(SettingsSources.withFile(System.getenv()));
            Settings process = Settings.read(reader);
            SigningSettings signing =
                    EdgeSettings.read(reader, process).tokens().signing();
            reader.finish();
            switch (verb) {
                case "rotate" -> rotate(process.sealing(), signing);
                case "status" -> status(process.sealing(), signing);
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

    private static void rotate(SealingSettings columns, SigningSettings tokens) {
        String sealing = KeyRing.rotate(columns.keys());
        System.out.println("columns are sealed with " + sealing + " from now on; older keys still open");
        String signing = SigningKeyStore.rotate(tokens);
        System.out.println(
                "access tokens are signed with " + signing + " from now on; older ones verify until they expire");
    }

    private static void status(SealingSettings columns, SigningSettings tokens) {
        System.out.println(
                "sealing: " + String.join(" ", KeyRing.of(columns.keys()).ids()));
        System.out.println("signing: " + String.join(" ", SigningKeyStore.ids(tokens)));
    }
}
