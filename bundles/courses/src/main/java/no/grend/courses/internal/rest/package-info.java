/** Courses for staff, over HTTP. */
package no.grend.courses.internal.rest;
