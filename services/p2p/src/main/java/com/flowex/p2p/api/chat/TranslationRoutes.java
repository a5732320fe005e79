package com.flowex.p2p.api.chat;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.p2p.api.TradeRoutes;
import com.flowex.p2p.app.chat.ChatCommands.Visitor;
import com.flowex.p2p.app.translation.TranslationCommands;
import com.flowex.p2p.app.translation.TranslationCommands.Language;
import com.flowex.p2p.app.translation.Translator;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Routes that translate a message of a chat for one of its readers. */
public final class TranslationRoutes {

    private static final String ONE = "/messages/{number}/translation";
    private static final int WEIGHT = 5;
    private static final String AUDITED = "chat translated";

    private final TranslationCommands translations;

    public TranslationRoutes(TranslationCommands translations) {
        this.translations = translations;
    }

    public Routes routes() {
        return new Routes()
                .post(
                        ChatRoutes.TRADE + ONE,
                        Access.of(Permission.READ),
                        ChatRoutes.by(false, AUDITED, this::translate))
                .weight(WEIGHT)
                .post(
                        ChatRoutes.DISPUTE + ONE,
                        Access.of(Permission.USERS_READ),
                        ChatRoutes.by(true, AUDITED, this::translate))
                .weight(WEIGHT)
                .audited();
    }

    /** Request body. */
    private record TranslationForm(@Nullable String language) {}

    /** Translation: the schema P2pTranslation. */
    private record TranslationBody(
            int number,
            String language,
            String text,
            @Nullable String fromLanguage) {}

    private Answer translate(Request request, Visitor visitor) {
        Fields fields = new Fields();
        String language = fields.oneOf(
                        "language", request.body(TranslationForm.class).language(), Language.class)
                .name()
                .toLowerCase(Locale.ROOT);
        fields.check();
        long number = request.pathNumber("number");
        if (number > ChatRoutes.NUMBER_MAX) {
            throw Refusal.notFound("message " + number + " is no text of this chat");
        }
        Translator.Result.Done done = translations.translate(visitor, TradeRoutes.id(request), (int) number, language);
        return Answer.ok(new TranslationBody(
                        (int) number, language, done.text(), done.from().isEmpty() ? null : done.from()))
                .header("Cache-Control", "no-store");
    }
}
