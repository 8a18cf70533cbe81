package no.grend.booking.internal.store;

/** A kind of class («timetype»): spinning, yoga. @param text what it is, for members; null for none */
public record ClassType(String id, String name, String text, int version) {}
