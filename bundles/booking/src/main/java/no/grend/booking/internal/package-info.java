/** The rules of booking («bestilling»): a room for each thing, the timetable, the seats, the resources, the messages. */
package no.grend.booking.internal;
