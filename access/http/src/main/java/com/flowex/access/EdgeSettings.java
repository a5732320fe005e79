package com.flowex.access;

import com.flowex.access.auth.token.TokenSettings;
import com.flowex.access.ratelimit.LimitSettings;
import com.flowex.access.tenancy.TenancySettings;
import com.flowex.platform.Settings;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;
import java.util.Map;

/**
 * Settings of the edge from the environment.
 *
 * @param host address to listen on
 * @param port port of the whole FlowEx; 0 picks a free one
 * @param servicePorts true to listen also on the contract ports 8001 to 8004
 * @param tokens settings of the access tokens
 */
public record EdgeSettings(
        String host,
        int port,
        boolean servicePorts,
        TokenSettings tokens,
        HttpSettings http,
        LimitSettings limits,
        TenancySettings tenancy) {

    /** @throws com.flowex.platform.settings.StartupException that names every mistake */
    public static EdgeSettings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        EdgeSettings settings = read(reader, Settings.read(reader));
        reader.finish();
        return settings;
    }

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    public static EdgeSettings read(SettingsReader reader, Settings process) {
        Profile profile = process.profile();
        reader.group("Ports");
        String host = reader.parsed(
                "FLOWEX_HOST",
                profile == Profile.DEV ? "127.0.0.1" : "0.0.0.0",
                SettingFormat.HOST.rule(),
                SettingFormat.HOST::parse,
                "address to listen on; 0.0.0.0 is all of this machine's");
        reader.ownHost("FLOWEX_HOST", host);
        int port = reader.integer(
                "FLOWEX_PORT",
                8000,
                0,
                65_535,
                "port of the whole exchange; 0 picks a free one. A process that has some services listens on theirs alone unless it is named");
        boolean ports = reader.flag(
                "FLOWEX_SERVICE_PORTS",
                true,
                "also listen on 8001 to 8004, with the same routes; a process that has some services, on theirs");
        return new EdgeSettings(
                host,
                port,
                ports,
                TokenSettings.read(reader, profile, process.dataDirectory()),
                HttpSettings.read(reader, profile),
                LimitSettings.read(reader, profile),
                TenancySettings.read(reader, profile));
    }
}
