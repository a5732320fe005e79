package com.flowex.access.http.page;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.messaging.DeadLetters;
import com.flowex.platform.messaging.DeadLetters.DeadLetter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints for the platform's operator: undelivered messages and their replay, by tenant number. */
public final class EventPages {

    private static final String DEAD = "/api/v1/tenants/{number}/events/dead";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_-]{0,30}");
    private static final String WORD_RULE = "1 to 31 of a-z _ -";
    private static final int WEIGHT = 5;

    private final ChangeDelivery announcements;

    private EventPages(ChangeDelivery announcements) {
        this.announcements = announcements;
    }

    public static Routes routes(ChangeDelivery announcements) {
        EventPages pages = new EventPages(announcements);
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .get(DEAD, platform, pages::list)
                .query("limit", "cursor")
                .post(DEAD + "/{letter}/redrive", platform, pages::redrive)
                .withoutBody()
                .post(DEAD + "/{letter}/dismiss", platform, pages::dismiss)
                .withoutBody()
                .post("/api/v1/tenants/{number}/events/replay", platform, pages::replay)
                .weight(WEIGHT);
    }

    /** The schema DeadLetter of docs/api/openapi.yaml. */
    private record LetterBody(
            String id,
            String consumer,
            String topic,
            String number,
            String key,
            String payload,
            Instant at,
            Instant deadAt,
            String state,
            String why,
            @Nullable String askedBy) {

        static LetterBody of(DeadLetter letter) {
            return new LetterBody(
                    Long.toString(letter.id()),
                    letter.consumer(),
                    letter.message().topic(),
                    Long.toString(letter.message().number()),
                    letter.message().key(),
                    letter.message().payload(),
                    letter.message().at(),
                    letter.deadAt(),
                    letter.state().name().toLowerCase(Locale.ROOT),
                    letter.why(),
                    letter.requestedBy().isEmpty() ? null : letter.requestedBy());
        }
    }

    private record ReplayForm(
            @Nullable String topic,
            @Nullable String from,
            @Nullable String consumer) {}

    /** The schema Replay of docs/api/openapi.yaml. */
    private record ReplayBody(
            String topic, String from, @Nullable String consumer) {}

    private Answer list(Request request) {
        int limit = request.limit();
        long behind = request.cursor(0);
        DeadLetters letters = announcements.deadLetters();
        return Answer.ok(Page.of(
                        letters.of(tenant(request), behind, limit + 1),
                        limit,
                        letter -> request.cursorBehind(letter.id()))
                .map(LetterBody::of));
    }

    private Answer redrive(Request request) {
        long id = request.pathNumber("letter");
        return changed(
                request, announcements.deadLetters().redrive(tenant(request), id, who(request)), "is tried again");
    }

    private Answer dismiss(Request request) {
        long id = request.pathNumber("letter");
        return changed(request, announcements.deadLetters().dismiss(tenant(request), id, who(request)), "dismissed");
    }

    private static Answer changed(Request request, Optional<DeadLetter> letter, String subject) {
        DeadLetter known = letter.orElseThrow(() -> Refusal.notFound("there is no such dead letter"));
        request.audit("dead letter " + known.id() + " of " + known.consumer(), known.why(), subject);
        return Answer.ok(LetterBody.of(known));
    }

    private Answer replay(Request request) {
        ReplayForm form = request.body(ReplayForm.class);
        Fields fields = new Fields();
        String topic = word("topic", form.topic(), fields);
        String consumer = form.consumer() == null ? "" : word("consumer", form.consumer(), fields);
        long from = number(form.from(), fields);
        fields.check();
        if (!announcements.replays().again(tenant(request), topic, from, consumer)) {
            throw Refusal.notFound("there is no such topic, or it has no consumer");
        }
        request.audit("topic " + topic + " from " + from, null, "published again");
        return Answer.of(202, new ReplayBody(topic, Long.toString(from), consumer.isEmpty() ? null : consumer));
    }

    private static String word(String name, @Nullable String text, Fields fields) {
        if (text == null || !WORD.matcher(text).matches()) {
            fields.refuse(name, WORD_RULE);
            return "";
        }
        return text;
    }

    private static long number(@Nullable String text, Fields fields) {
        if (text == null || !text.matches("[1-9][0-9]{0,17}")) {
            fields.refuse("from", "a number from 1");
            return 1;
        }
        return Long.parseLong(text);
    }

    private static int tenant(Request request) {
        return Math.toIntExact(Math.min(request.pathNumber("number"), Integer.MAX_VALUE));
    }

    private static String who(Request request) {
        return "user " + request.caller().userId();
    }
}
