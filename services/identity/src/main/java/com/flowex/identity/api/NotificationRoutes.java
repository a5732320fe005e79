package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.notification.NotificationSettings;
import com.flowex.identity.store.notification.NotificationSettings.Choice;
import com.flowex.identity.store.notification.NotificationsTable;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Endpoints through which users choose the events that they are notified of, and the channels. */
public final class NotificationRoutes {

    private static final String NOTIFICATIONS = "/api/auth/notifications";

    private final UsersTable users;
    private final NotificationsTable table;
    private final UserMailer letters;

    public NotificationRoutes(UsersTable users, NotificationsTable table, UserMailer letters) {
        this.users = users;
        this.table = table;
        this.letters = letters;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(NOTIFICATIONS, own, this::show)
                .put(NOTIFICATIONS, own, this::change)
                .audited();
    }

    record PreferenceForm(
            @Nullable String event,
            @Nullable String channel,
            @Nullable Boolean on) {}

    /** @param choices channels to switch on or off; a channel that is not named stays as it is */
    record Form(@Nullable List<@Nullable PreferenceForm> choices) {}

    /** @param fixed true if the channel cannot be switched off */
    record ShownChannel(String channel, boolean on, boolean fixed) {}

    record ShownEvent(String event, List<ShownChannel> channels) {}

    record Shown(List<ShownEvent> events, String version) {}

    private Answer show(Request request) {
        Caller caller = request.caller();
        return Answer.ok(shown(table.of(caller.tenant(), caller.userId())));
    }

    private Answer change(Request request) {
        Form form = request.body(Form.class);
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of("notifications", "changed"));
        Map<Choice, Boolean> choices = choices(form);
        return users.holding(caller.tenant(), caller.userId(), (holding, user) -> {
                    if (!user.isActive()) {
                        throw Reauthentication.noMore();
                    }
                    NotificationSettings before = NotificationsTable.of(holding, user.tenant(), user.id());
                    SettingsVersion.require(request, "your notifications", events(before));
                    NotificationSettings now = before;
                    for (Map.Entry<Choice, Boolean> each : choices.entrySet()) {
                        now = now.with(each.getKey(), each.getValue());
                        NotificationsTable.put(holding, user, each.getKey(), each.getValue());
                    }
                    request.audit("user " + user.id(), off(before), off(now));
                    List<String> ended = mailsEnded(before, now);
                    if (!ended.isEmpty()) {
                        letters.mailsSwitchedOff(holding, user, ended);
                    }
                    return Answer.ok(shown(now));
                })
                .orElseThrow(Reauthentication::noMore);
    }

    private static Map<Choice, Boolean> choices(Form form) {
        Fields fields = new Fields();
        List<@Nullable PreferenceForm> sent = form.choices() == null ? List.of() : form.choices();
        if (sent.isEmpty()) {
            fields.refuse("choices", "at least one channel of one event");
        }
        Map<Choice, Boolean> choices = new LinkedHashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            PreferenceForm preferenceForm = sent.get(i);
            Fields at = fields.under("choices[" + i + "]");
            if (preferenceForm == null) {
                at.refuse("event", "an event, a channel, and on");
            } else {
                choice(preferenceForm, at)
                        .filter(choice -> isNew(choices, choice, at))
                        .ifPresent(choice -> {
                            Boolean isOn = preferenceForm.on();
                            if (isOn == null) {
                                at.refuse("on", "true or false");
                            } else if (!isOn && choice.event().isFixed()) {
                                at.refuse("on", "true: these notices protect your account and cannot be switched off");
                            } else {
                                choices.put(choice, isOn);
                            }
                        });
            }
        }
        fields.check();
        return choices;
    }

    private static boolean isNew(Map<Choice, Boolean> choices, Choice choice, Fields at) {
        if (choices.containsKey(choice)) {
            at.refuse("channel", "once for each event");
            return false;
        }
        return true;
    }

    private static Optional<Choice> choice(PreferenceForm form, Fields at) {
        Optional<NotificationEvent> event = Optional.ofNullable(form.event()).flatMap(NotificationEvent::of);
        if (event.isEmpty()) {
            at.refuse(
                    "event",
                    "one of " + words(Stream.of(NotificationEvent.values()).map(NotificationEvent::word)));
            return Optional.empty();
        }
        List<NotificationChannel> offered = event.get().channels();
        Optional<NotificationChannel> channel = Optional.ofNullable(form.channel())
                .flatMap(NotificationChannel::of)
                .filter(offered::contains);
        if (channel.isEmpty()) {
            at.refuse("channel", "one of " + words(offered.stream().map(NotificationChannel::word)));
        }
        return channel.map(by -> new Choice(event.get(), by));
    }

    private static String words(Stream<String> words) {
        return String.join(", ", words.toList());
    }

    private static Shown shown(NotificationSettings settings) {
        List<ShownEvent> events = events(settings);
        return new Shown(events, SettingsVersion.of(events));
    }

    private static List<ShownEvent> events(NotificationSettings settings) {
        return Stream.of(NotificationEvent.values())
                .map(event -> new ShownEvent(
                        event.word(),
                        event.channels().stream()
                                .map(by -> new ShownChannel(by.word(), settings.isOn(event, by), event.isFixed()))
                                .toList()))
                .toList();
    }

    /** Returns what is switched off, for the audit log. */
    private static Map<String, List<String>> off(NotificationSettings settings) {
        return Map.of(
                "notifications_off",
                settings.off().stream()
                        .map(each ->
                                each.event().word() + " by " + each.channel().word())
                        .sorted()
                        .toList());
    }

    /** Returns the events whose mails were on and are off now. */
    private static List<String> mailsEnded(NotificationSettings before, NotificationSettings now) {
        return Stream.of(NotificationEvent.values())
                .filter(event -> before.isOn(event, NotificationChannel.MAIL))
                .filter(event -> !now.isOn(event, NotificationChannel.MAIL))
                .map(event -> event.word().replace('_', ' '))
                .toList();
    }
}
