/** The names of the messages between the window and the main process. */
export const invokeChannel = 'linkscape:invoke';
export const uploadChannel = 'linkscape:upload';
export const eventChannel = 'linkscape:event';
