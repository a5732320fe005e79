package com.flowex.app.process;

import com.flowex.app.lifecycle.LoggingSetup;
import com.flowex.custody.connector.Connectors;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.connector.SignerSettings;
import com.flowex.custody.key.SeedFile;
import com.flowex.custody.signer.SignerServer;
import com.flowex.platform.Settings;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.logging.LogSettings;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * {@code ./flowex signer}: holds the keys of money on chains and signs within its own policy. It has its own data
 * directory, system user and settings, and needs neither log nor database nor node. It may be ended at any time, in any
 * way.
 */
public final class SignerProcess {

    private static final int REFUSED = 1;
    private static final String LABEL = "signer";
    private static final String SEED_FILE = "custody.seed";

    private SignerProcess() {}

    public static void main(String[] args) {
        // Time-outs of a request, because requests are answered one after another.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        ProcessOutput output = new ProcessOutput();
        try {
            SignerServer server = open(SettingsSources.withFile(System.getenv()), output);
            output.ready("FlowEx's signer is ready at http://127.0.0.1:" + server.port());
        } catch (StartupException refused) {
            failed(output, refused.lines());
        } catch (RuntimeException fault) {
            LoggerFactory.getLogger(SignerProcess.class).error("the start failed", fault);
            failed(output, List.of("the start failed: " + fault));
        }
    }

    private static void failed(ProcessOutput output, List<String> lines) {
        lines.forEach(line -> output.say(Level.ERROR, line));
        System.exit(REFUSED);
    }

    /**
     * Starts the signer.
     *
     * @throws StartupException naming every error
     */
    static SignerServer open(Map<String, String> environment) {
        return open(SettingsSources.of(environment), new ProcessOutput());
    }

    private static SignerServer open(SettingsSources sources, ProcessOutput output) {
        SettingsReader reader = new SettingsReader(sources);
        Settings process = Settings.read(reader);
        CustodySettings custody = CustodySettings.read(reader, process.profile(), process.dataDirectory());
        SignerSettings signer = custody.signer();
        SignerSettings.mustBeLong(reader, signer.secret());
        LogSettings logs = LogSettings.read(reader);
        output.format(logs.format());
        LoggingSetup.console(logs, process.profile(), LABEL);
        reader.checkMachine();
        reader.finish();
        Sealing sealing = new Sealing(KeyRing.of(process.sealing().keys()));
        return SignerServer.open(
                new SignerServer.SignerFiles(
                        new SeedFile(process.dataDirectory().resolve(SEED_FILE), sealing), signer.journal()),
                signer.policy(),
                Connectors.schemes(custody),
                signer.secret(),
                signer.port(),
                InstantSource.system());
    }
}
