package com.flowex.risk.app.watch;

/** Channels by which fired alerts reach their owners. */
public record AlertChannels(
        AlertMailSender mails, BrowserPushSender pushes, AlertWebhookDelivery.WebhookClient webhooks) {}
