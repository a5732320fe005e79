package com.flowex.p2p.app.translation;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.chat.ChatCommands;
import com.flowex.p2p.app.chat.ChatCommands.Visitor;
import com.flowex.p2p.app.translation.Translator.Result;
import com.flowex.p2p.store.chat.ChatMessage;
import com.flowex.p2p.store.chat.TranslationUseTable;
import com.flowex.p2p.store.chat.TranslationUseTable.Bound;
import com.flowex.p2p.store.chat.TranslationUseTable.UseOfDay;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translations of chat messages, one at a time and only when a reader asks. A translation is not stored: the sealed
 * original stays the only copy. A request counts before the call, so a failing endpoint costs the same.
 */
public final class TranslationCommands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TranslationCommands.class);

    /** Time for an answer as a whole. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int BUSY_SECONDS = 2;
    private static final int FAILED_SECONDS = 30;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int FORGET_MAX = 1_000;

    private final Database database;
    private final ChatCommands chats;
    private final TranslationSettings settings;
    private final Translator translator;
    private final InstantSource clock;
    private final TranslationMeters meters;
    private final CallSlots slots = new CallSlots();

    /** Wires the translations; without an endpoint each request is refused. */
    public TranslationCommands(
            Database database,
            ChatCommands chats,
            TranslationSettings settings,
            MeterRegistry registry,
            InstantSource clock) {
        this.database = database;
        this.chats = chats;
        this.settings = settings;
        this.translator = settings.endpoint()
                .<Translator>map(endpoint -> new HttpTranslator(endpoint, TIMEOUT))
                .orElse((_, _) -> new Result.Failed("no endpoint"));
        this.clock = clock;
        this.meters = new TranslationMeters(registry);
    }

    /** Returns true if there is an endpoint. */
    public boolean isOn() {
        return settings.endpoint().isPresent();
    }

    /** Language of a reader. */
    public enum Language {
        EN,
        FA,
        ZH
    }

    /**
     * Translates a text of a chat for its reader.
     *
     * @param number number of the message
     * @param language code of ISO 639-1
     * @throws Refusal {@code feature_off} without an endpoint, {@code not_found} for what is no text, {@code p2p_limit}
     *     beyond a limit of the day, {@code rate_limited} while too many calls are under way, {@code unavailable} if the
     *     endpoint fails
     */
    public Result.Done translate(Visitor reader, UUID trade, int number, String language) {
        int tenant = reader.account().tenant();
        String text = text(reader, trade, number);
        if (!isOn()) {
            throw new Refusal(
                    RefusalCode.FEATURE_OFF,
                    "translations of messages are off: " + TranslationSettings.URL + " names no endpoint");
        }
        if (!slots.take(tenant)) {
            meters.refused();
            throw Refusal.forNow(RefusalCode.RATE_LIMITED, "too many translations are under way", BUSY_SECONDS);
        }
        try {
            int length = text.codePointCount(0, text.length());
            count(reader.account(), length);
            return called(text, length, language);
        } finally {
            slots.release(tenant);
        }
    }

    private String text(Visitor reader, UUID trade, int number) {
        return chats.page(reader, trade, number - 1, 1).shown().messages().stream()
                .filter(each -> each.number() == number
                        && each.kind() == ChatMessage.Kind.TEXT
                        && !each.text().isBlank())
                .map(ChatMessage::text)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("message " + number + " is no text of this chat"));
    }

    private void count(AccountId reader, int length) {
        TranslationSettings.Limits limits = settings.limits();
        Bound person = new Bound(limits.perPerson(), limits.characters());
        Bound tenant = new Bound(limits.perTenant(), limits.characters());
        UseOfDay use = new UseOfDay(
                reader.tenant(), clock.instant().atZone(ZoneOffset.UTC).toLocalDate(), length);
        try {
            database.transaction(reader.tenant(), connection -> {
                if (!TranslationUseTable.count(connection, use, reader.number(), person)) {
                    throw limit("you have asked for " + limits.perPerson() + " translations today, which is the limit");
                }
                if (!TranslationUseTable.count(connection, use, TranslationUseTable.TENANT, tenant)) {
                    throw limit("this exchange has used up its translations of today");
                }
                return use;
            });
        } catch (Refusal beyond) {
            meters.refused();
            throw beyond;
        }
    }

    private static Refusal limit(String words) {
        return new Refusal(RefusalCode.P2P_LIMIT, words + ": the next day begins at 00:00 UTC");
    }

    private Result.Done called(String text, int length, String language) {
        long begin = System.nanoTime();
        Result result = translator.translate(text, language);
        meters.called(result instanceof Result.Done, length, Duration.ofNanos(System.nanoTime() - begin));
        return switch (result) {
            case Result.Done done -> done;
            case Result.Failed(String why) -> {
                LOG.warn("a chat message was not translated: the endpoint of {} gave {}", TranslationSettings.URL, why);
                throw Refusal.forNow(
                        RefusalCode.UNAVAILABLE, "the message cannot be translated at the moment", FAILED_SECONDS);
            }
        };
    }

    /** Removes the use of days that are over; returns how many rows. */
    public int forget(int tenant) {
        LocalDate before = clock.instant().minus(KEPT).atZone(ZoneOffset.UTC).toLocalDate();
        return database.transaction(
                tenant, connection -> TranslationUseTable.forget(connection, tenant, before, FORGET_MAX));
    }

    @Override
    public void close() {
        translator.close();
    }
}
