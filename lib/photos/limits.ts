/** How large photos may be, and how many. Shared. */

/** What a device may send of one photo. */
export const PHOTO_MAX_BYTES = 10 * 1024 * 1024
/** A photo is sent in pieces of this many bytes, the last one shorter: a break costs no more than one of them. */
export const CHUNK_BYTES = 256 * 1024
/** Of one message. */
export const MOST_PHOTOS = 10
/** What one person may have sent, or begun to send, that no message carries yet. A device sends the photos of one message, then
 *  the message: many devices do not come to this. */
export const MOST_WAITING = 100
