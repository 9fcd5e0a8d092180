// telegram-test-api 4.2.1 behind the few lines python-telegram-bot needs to run on it; README.md says what they add.
'use strict';
const path = require('path');
const root = path.join(process.argv[2], 'node_modules', 'telegram-test-api', 'lib');
const { TelegramServer } = require(path.join(root, 'telegramServer.js'));
const { routes } = require(path.join(root, 'routes', 'index.js'));

const calls = [];
const extra = (app, server) => {
  app.all('/bot:token/getMe', (_req, res) => res.sendResult({ ok: true, result: {
    id: 666, is_bot: true, first_name: 'Test', username: 'TestNameBot', can_join_groups: true,
    can_read_all_group_messages: false, supports_inline_queries: true } }));
  for (const method of ['sendChatAction', 'setMyCommands', 'answerInlineQuery', 'answerCallbackQuery']) {
    app.all(`/bot:token/${method}`, (req, res) => {
      calls.push({ method, ...req.body });
      res.sendResult({ ok: true, result: true });
    });
  }
  app.all('/bot:token/editMessageText', (req, res) => {
    calls.push({ method: 'editMessageText', ...req.body });
    server.editMessageText(req.body);
    res.sendResult({ ok: true, result: true });
  });
  app.get('/calls', (_req, res) => res.sendResult({ ok: true, result: calls }));
  app.post('/sendUpdate', (req, res) => {
    const { token, ...raw } = req.body;
    server.storage.userMessages.push({ ...server.getCommonFields(token), raw });
    server.updateId += 1;
    res.sendResult({ ok: true, result: true });
  });
};
routes.unshift(extra);

const addBotMessage = TelegramServer.prototype.addBotMessage;
TelegramServer.prototype.addBotMessage = function add(...given) {
  const { message_id, text, chat, date } = addBotMessage.apply(this, given);
  return { message_id, text, chat, date: Math.floor(date / 1000) };
};
const formatUpdate = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => {
  if (update.raw) return { update_id: update.updateId, ...update.raw };
  const formatted = formatUpdate(update);
  if (formatted.callback_query) formatted.callback_query.chat_instance = '1';
  return formatted;
};

const server = new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[3]) });
server.start().then(() => process.stdout.write('listening\n'));
