/**
 * The outbox: {@link no.grend.message.internal.Outbox} stores, {@code Carrier} delivers one message, {@code Dispatcher}
 * keeps carriers at work, gateways carry out of the house.
 */
package no.grend.message.internal;
