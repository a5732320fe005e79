package com.flowex.app.cli;

import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.token.SigningKeyStore;
import com.flowex.access.auth.token.SigningSettings;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.platform.Settings;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.SealingSettings;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import picocli.CommandLine.Command;

/**
 * {@code ./flowex keys rotate}: puts a new key in front of those that sign access tokens and of those that seal
 * columns. A running exchange picks them up within seconds and seals its columns anew; a stopped one does so at its
 * start. {@code ./flowex keys status}: lists the names of the keys, newest first.
 */
@Command
final class KeysTool {

    private final CommandContext context;

    KeysTool(CommandContext context) {
        this.context = context;
    }

    /** Keys that the settings name. */
    private record Keys(SealingSettings columns, SigningSettings tokens) {}

    private Keys keys() {
        SettingsReader reader = new SettingsReader(SettingsSources.withFile(context.environment()));
        Settings process = Settings.read(reader);
        SigningSettings signing = EdgeSettings.read(reader, process).tokens().signing();
        reader.finish();
        return new Keys(process.sealing(), signing);
    }

    @Command(description = "Put new keys in front of those that sign access tokens and seal columns.")
    int rotate() {
        Keys keys = keys();
        String sealing = KeyRing.rotate(keys.columns().keys());
        context.out().println("columns are sealed with " + sealing + " from now on; older keys still open");
        String signing = SigningKeyStore.rotate(keys.tokens());
        context.out()
                .println("access tokens are signed with " + signing
                        + " from now on; older ones verify until they expire");
        return 0;
    }

    @Command(description = "List the names of the keys, newest first.")
    int status() {
        Keys keys = keys();
        context.out()
                .println("sealing: "
                        + String.join(" ", KeyRing.of(keys.columns().keys()).ids()));
        context.out().println("signing: " + String.join(" ", SigningKeyStore.ids(keys.tokens())));
        return 0;
    }
}
