import type * as Params from '@gramio/types/params'

/** The methods the stand-in plays, each with its parameters: the source of bot-api.schema.json. */
export interface ApiCalls {
  getMe: Record<string, never>
  getUpdates: Params.GetUpdatesParams
  setWebhook: Params.SetWebhookParams
  deleteWebhook: Params.DeleteWebhookParams
  getWebhookInfo: Record<string, never>
  sendMessage: Params.SendMessageParams
  editMessageText: Params.EditMessageTextParams
  editMessageReplyMarkup: Params.EditMessageReplyMarkupParams
  deleteMessage: Params.DeleteMessageParams
  answerCallbackQuery: Params.AnswerCallbackQueryParams
  sendPhoto: Params.SendPhotoParams
  sendVoice: Params.SendVoiceParams
  sendChatAction: Params.SendChatActionParams
  setMyCommands: Params.SetMyCommandsParams
  setMyDescription: Params.SetMyDescriptionParams
  setMyShortDescription: Params.SetMyShortDescriptionParams
  setMyName: Params.SetMyNameParams
  setChatMenuButton: Params.SetChatMenuButtonParams
  leaveChat: Params.LeaveChatParams
  getFile: Params.GetFileParams
}
export type ApiMethod = keyof ApiCalls
