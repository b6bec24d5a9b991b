/** The version of these elements, said when two of them meet on a page. */
export const version = '0.1.0';
