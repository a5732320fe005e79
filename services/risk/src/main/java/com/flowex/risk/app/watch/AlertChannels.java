package com.flowex.risk.app.watch;

/**
 * Channels by which fired alerts reach their owners.
 *
 * @param webhookChoice owners who want their webhooks called
 */
public record AlertChannels(
        AlertMailSender mails,
        BrowserPushSender pushes,
        AlertWebhookDelivery.WebhookClient webhooks,
        AlertWebhookDelivery.WebhookChoice webhookChoice) {}
